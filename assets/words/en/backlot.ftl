### Backlot in English. Sentence case, short, no jargon. A figure always has its unit.
### The same words everywhere: certain (floor), up to (ceiling), not published, not known; docs/glossary.md has
### the others.

app-name = Backlot 剧策
brand-first = Backlot
brand-second = 剧策

## Numbers and units

money = CNY { $figure }
money-other = { $code } { $figure }
count = { $figure } { $unit }
about = ~{ $value }
more-than = > { $value }
at-most-value = ≤ { $value }
from-to = { $from } – { $to }
unknown-value = ?
no-limit-known = no limit known
scale-one = CNY
scale-middle = CNY k
scale-large = CNY m
scale-growth-money = CNY bn
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-comma = ,{" "}
list-semicolon = ;{" "}
yes = Yes
no = No
times = × { $figure }

## What incentives reward

kind-work = Works
kind-award = Recognition
kind-broadcast = Broadcast
kind-script = Scripts
kind-location = Shooting
kind-export = Export
kind-technology = Technology
kind-base = Parks and bases
kind-rent = Rent
kind-company = Companies
kind-talent = Talent
kind-event = Events
kind-finance = Finance
kind-service = Services
kind-review = Review
kind-copyright = Copyright

## How certain

basis-entitlement = by formula
basis-up-to = up to
basis-competitive = competitive
basis-case-by-case = case by case
basis-in-kind = in kind
basis-chosen-up-to = discretionary
basis-chosen-competitive = competitive
basis-entitlement-help = Anyone who meets the conditions receives it.
basis-up-to-help = This is a ceiling. The authority decides the amount, which may be zero.
basis-competitive-help = Awarded in competition from a quota or a pool. It may be zero.
basis-case-by-case-help = The authority decides case by case. Ask the issuer.
basis-in-kind-help = Help in kind, not money.
status-in-force = in force
status-unconfirmed = not confirmed
status-upcoming = upcoming
status-draft = draft
status-expired = expired
status-superseded = superseded
status-unconfirmed-help = Reported, but not confirmed as still in force. None of it counts as certain.
grade-official = official text
grade-news = news
grade-aggregator = second-hand summary
grade-third-hand = second-hand report
read-whole = read in full
read-opening = only the opening was read
read-report = known from reports
confidence-high = high confidence
confidence-medium = medium confidence
confidence-low = low confidence
per-work = per work
per-project = per project
per-company = per company
per-company-year = per company and year
per-event = per event
per-script = per script
per-person = per person
per-base = per base
not-published = amount not published
checked-on = checked { $date }
quota = at most { $count } granted
pool = pool { $amount } { $per }
unofficial-copy = seen only in an unofficial copy

## Amounts in words

amount-up-to = up to { $amount }
amount-per = { $amount } { $per }
amount-up-to-per = up to { $amount } { $per }
amount-share = { $rate } of { $of }
amount-plus = { " + " }
amount-times = { " × " }
amount-difference = { $from } less { $less }
amount-lesser = the lesser of { $parts }
amount-greater = the greater of { $parts }
amount-capped = { $of }, up to { $cap }
amount-capped-per = { $of }, up to { $cap } { $per }
amount-floored = { $of }, at least { $floor }
amount-slice-open = { $rate } above { $from }
amount-slice = { $rate } from { $from } to { $to }
amount-slices = { $of }: { $slices }
amount-tier = { $bound }: { $gives }
amount-tiers = by { $by }: { $tiers }
amount-case = { $choices }: { $gives }
amount-cases = by { $by }: { $cases }
amount-per-unit-of = { $each } × { $count } in { $unit }
amount-per-unit-of-limit = { $each } × { $count } in { $unit }, at most { $limit }
amount-per-unit = { $each } for each of { $count }
amount-per-unit-limit = { $each } for each of { $count }, at most { $limit }
amount-if = { $then } if { $when }
amount-if-else = { $then } if { $when }, otherwise { $otherwise }
with-conditions = { $conditions }: { $amount }

## Conditions in words

condition-at-least = { $left } ≥ { $right }
condition-more-than = { $left } > { $right }
condition-at-most = { $left } ≤ { $right }
condition-less-than = { $left } < { $right }
condition-not = not ({ $condition })
condition-one-of = { $fact }: { $choices }
condition-on-or-after = { $fact } on or after { $date }
condition-on-or-before = { $fact } on or before { $date }
condition-role = as { $role }

## Stacking in words

stacking-unknown = not known
stacking-sum = add up
stacking-highest = only the highest
stacking-sum-up-to = add up to at most { $cap }
stacking-group = { $label }: { $rule }
stacking-group-per = { $label }: { $rule } { $per }

## Outcomes

outcome-paid-certain = certain
outcome-not-eligible = not eligible
outcome-needs-answer = answer needed
outcome-not-calculable = cannot be calculated
outcome-conflict = sources conflict
open-effect = Still to answer: { $fact } ({ $answers })
reason-needs = Still to answer: { $facts }
reason-in-kind = Help in kind, no money.
reason-in-kind-note = { $note }
reason-case-by-case = Decided case by case. Ask { $issuer }.
reason-not-published = The amount is not published. Ask { $issuer }.
reason-not-in-force = The policy has the status "{ $status }"; nothing is paid.
reason-other-currency = The policy pays in { $policy }, the production uses { $production }, and no exchange rate is loaded.
reason-too-large = A figure is too large to be real; check the answers.
reason-discretion = up to { $worked }; the authority decides
reason-competitive = up to { $worked }; granted in competition
reason-unconfirmed = { $worked }; whether it is still in force was not confirmed
failed-compare = { $left } is { $value }; { $condition } is needed, { $gap } short
failed-compare-over = { $left } is { $value }; { $condition } is needed, { $gap } too much
failed-compare-plain = { $condition } is needed
failed-yes = "{ $fact }" is answered no
failed-role = The applicant is not: { $role }
failed-one-of = { $fact } is { $value }; { $choices } is needed
failed-date-after = { $fact } is { $value }; { $date } or later is needed
failed-date-before = { $fact } is { $value }; { $date } or earlier is needed
failed-not = Excluded: { $condition }

## Steps

step-fixed = Fixed amount
step-answered = { $fact }
step-answered-note = your answer
step-missing = { $fact }
step-missing-note = not answered
step-share = × { $rate }
step-sum = Added up
step-difference = Difference
step-product = Multiplied
step-lesser = The lesser of these
step-greater = The greater of these
step-cap = Cap { $cap }
step-cap-binds = reached
step-cap-slack = not reached
step-cap-room = { $room } below the cap
step-cap-unknown = may be reached
step-floor = At least { $floor }
step-slices = Slice by slice
step-slice = { $filled } × { $rate }
step-tier = Step { $bound }
step-tier-none = No step is reached
step-tier-unknown = The step depends on missing answers
step-tier-next = next step: { $bound }
step-choice = By { $fact }
step-choice-none = This answer is not in the table
step-per-unit = For each unit
step-per-unit-limit = For each unit, at most { $limit }
step-if = Conditions and amount
step-all = All required
step-any = One of these required
step-not = Must not apply
step-yes = { $fact }
step-compare = { $condition }
step-compare-over = { $gap } above
step-compare-short = { $gap } short
step-compare-exact = exactly at the boundary
step-claimant = Claimed by: { $role }
step-in-force = Status of the policy: { $status }
step-discretion = The authority decides: between nothing and this
step-competitive = In competition: between nothing and this
step-unconfirmed = Still in force? Not confirmed, so nothing is certain
step-group = { $label }: { $rule }
step-policy = { $title }
step-policy-note = stacking: { $rule }
step-place = { $place }: certain and up to
reached-most = The highest amount is reached with { $answers }
reached-least = Only the lowest amount is certain with { $answers }
reached-ended = Not every combination of open answers was tried, so the true range may be narrower
step-place-note = Whether policies add up is not stated: only the highest one is certain, the sum is merely possible
truth-yes = met
truth-no = not met
truth-unknown = not known
worked-answer = { $fact } { $value }
worked-missing = { $fact } (not answered)
worked-share = { $of } × { $rate }
worked-cap-binds = { $of }, cut to the cap of { $cap }
worked-cap-slack = { $of }, below the cap of { $cap }
worked-cap-unknown = { $of }, at most { $cap }
worked-floor = { $of }, at least { $floor }

## Indicators

nature-actual = reported
nature-estimate = estimate
nature-forecast = forecast
nature-target = target
nature-capacity = capacity
unit-yuan = CNY
unit-dollar = USD
unit-share = share
unit-change = change
unit-times = multiple
unit-words = in words
period-none = period not printed

## Problems: what is wrong, what was expected, what to do

severity-error = error
severity-warning = warning
problem-at = { $file }, line { $line }, column { $column }
problem-unreadable = The file cannot be read: { $reason }. Check that it exists and that you may read it.
problem-is-folder = This is a folder; a RON file is needed here.
problem-nothing-found = There is no .ron file in this folder.
problem-too-large = The file is { $bytes } MB; the limit is { $limit } MB. Check that it is the right file.
problem-not-text = This is not a text file in UTF-8. Save it as UTF-8 text.
problem-empty = The file is empty. It should begin with a word such as Policy( or Places([.
problem-too-deep = Brackets are nested too deeply. Look for an extra opening bracket.
problem-ends-early = The text ends too early. A closing bracket or quote is missing.
problem-blank = This is still blank. Fill it in before it can be used.
problem-expected = Expected { $token } here.
problem-full-width = Found the full-width sign { $found } here; write the plain { $plain } instead.
problem-trailing = There is text after the end of the value. A file contains one value.
problem-unknown-field = There is no field "{ $found }" here.
problem-unknown-name = "{ $found }" is not known here.
problem-missing-field = The field "{ $field }" is missing from the record that ends here.
problem-repeated-field = The field "{ $field }" is given twice.
problem-wrong-value = Expected { $expected }, found { $found }.
problem-other = { $message }
problem-repeated-id = The id "{ $id }" of this { $record } is already used in { $first }. Give one of them another id.
problem-dangling = There is no { $record } "{ $id }".
problem-no-such-choice = "{ $fact }" has no choice "{ $choice }".
problem-wrong-kind = "{ $fact }" does not take { $needed }, which is needed here.
problem-wrong-answer = The answer to "{ $fact }" must be { $needed }.
problem-out-of-bounds = "{ $fact }" is { $found }; at most { $max } is sensible. A share is written "85%" or 0.85.
problem-uncited = Numbers of "{ $id }" have no source beside them. Add "cites" there.
problem-other-record = This must be the record "{ $id }" and nothing else. Keep its id, and one record to a text.
problem-unused-source = Nothing cites the source "{ $id }". Cite it or remove it.
problem-link-to-copy = { $url } leads to an unofficial copy. Remove the link, or link to the issuer's page.
problem-not-a-link = "{ $url }" is not a link; it must begin with https:// or http://.
problem-accepted = Kept on purpose: { $because }
problem-accepts-nothing = The policy accepts the advice "{ $advice }", which is not given. Remove it.
problem-most-below-least = The maximum, { $most }, is below the minimum, { $least }.
problem-too-small = "{ $fact }" is { $found }; at least { $min } is sensible.
problem-negative = { $found } is negative; amounts and rates are never below zero.
problem-rate-above-one = The rate { $found } is above 100 %. Ten per cent is written "10%" or 0.1.
problem-stale-figure = { $figure } is { $now } in the library, not { $old }.
problem-published-figure = { $figure } is published now, as { $now }; the scenario assumes an amount for it.
hint-stale-figure = The law or the library has changed since. Write { $now } as old, and reconsider the new figure.
problem-stale-basis = The basis of { $incentive } is { $now } in the library, not { $old }.
hint-stale-basis = The law or the library has changed since. Write { $now } as old, and reconsider the new basis.
problem-basis-in-kind = A scenario cannot turn help in kind into money, nor money into help in kind.
hint-basis-in-kind = Write Entitlement, UpTo, Competitive or CaseByCase. For help in kind, edit the policy.
problem-nowhere-to-go = This production lists no place it may go to, and neither does the slate.
hint-nowhere-to-go = List ids of places in "places", here or in the slate.
problem-chosen-elsewhere = "{ $place }" was chosen, but the production may not go there.
hint-chosen-elsewhere = Add the place to "places", or remove "chosen".
problem-not-a-year = { $found } is not a year of application; write one such as 2026.
problem-currencies-differ = This production uses { $found }, the first one { $first }; they cannot be added up.
hint-currencies-differ = State all amounts in { $first }, or make one slate per currency.
problem-not-rising = The steps must rise from the first to the last, and only the last may be open.
problem-cycle = The { $record } "{ $id }" refers back to itself.
problem-one-language = This is written in one language only.
problem-no-source = "{ $id }" has no source.
hint-allowed = Allowed: { $allowed }.
hint-nearest = Did you mean "{ $nearest }"?
token-comma = a comma
token-colon = a colon
token-list = "["
token-list-end = "]"
token-struct = "("
token-struct-end = ")"
token-map = "{"{"}"
token-map-end = "{"}"}"
token-text = text in quotes
token-text-end = the closing quote
token-number = a number
token-yes-no = true or false
token-name = a name
needed-number = a number
needed-yes-no = true or false
needed-choice = one of its choices
needed-date = a date such as "2026-03-01"
record-place = place
record-policy = policy
record-incentive = incentive
record-line = line
record-indicator = indicator
record-observation = observation
record-fact = fact
record-source = source

## The window

bar-more-views = The other views
tab-where = Where
where-finding-none = None of { $total } places pays anything for certain.
where-finding-one = Of { $total } places, only { $place } pays for certain: { $amount }.
where-finding-more = { $count } of { $total } places pay for certain; { $place } most, { $amount }.
where-highest = Not counting second-hand reports, the highest ceiling is { $amount }, in { $place }: { $because }
where-because-questions = { $count ->
    [one] one answer is missing
   *[other] { $count } answers are missing
}
where-because-authority = the authority decides
where-uncounted-note = { $count } places have a policy but no amount that can be counted
where-copy = Copy table
where-copy-hint = The rows shown, in whole yuan, for a spreadsheet (Ctrl+C)
where-province = Province: { $province }
where-all-provinces = all
where-certain = Something certain
where-unregistered = No local registration
where-open = Open for application on { $day }
where-open-day = Day of application
where-open-hint = Places that accept applications on this day for something that may be paid
where-official-hint = The count is the number of places with an amount that can be counted from official texts
where-filter = Filter places
where-empty-title = No place has a policy
where-empty = Add a library with policies, or switch on the built-in library.
where-none-title = No place matches these filters
where-none = Remove a filter to see more.
where-column-expected = Expected
where-expected-hint = Expected: by the chances that you set, which are your assumption; "–" where you set none.
where-column-share = Of budget
where-column-net = Net cost
where-column-missing = What is missing
where-column-evidence = Evidence
where-column-paid = Paid
where-column-published = Published payments
where-column-deadline = Deadline
where-sort = Sort by { $column }
where-row = { $place }: { $certain } certain, { $possible } up to
where-known = Known ({ $count })
where-second-hand = Ceiling known from second-hand reports only, listed last ({ $count })
where-uncounted = Has a policy, but no amount that can be counted ({ $count }). This does not mean zero: most amounts are unpublished or decided case by case.
where-missing-one = { $fact }
where-missing-more = { $fact } and { $count } more
where-unmet-one = not met: { $fact }
where-unmet-more = not met: { $fact } and { $count } more
where-authority = the authority decides
where-unpublished = { $count ->
    [one] one amount is not published
   *[other] { $count } amounts are not published
}
where-map = Best place in each province
where-map-note = Squares show only roughly where provinces are. Figures are the highest ceiling not known from second-hand reports alone, in { $unit }. Click a square to show one province.
where-signs = HL/NM/BJ/TJ/JL/XJ/GS/NX/SX/HE/SD/LN/QH/SN/HA/AH/JS/SH/XZ/SC/CQ/HB/JX/ZJ/YN/GZ/HN/GD/FJ/TW/GX/MO/HK/HI
where-tile = { $province }: { $count } places, up to { $most }
where-tile-none = { $province }: no policy
where-pick = Pick up to six places to compare them.
where-compare = Compare these { $count }
tab-compare = Compare
tab-calculator = Calculator
tab-growth = Trends
tab-library = Library
menu-recent = Recent files
menu-recent-clear = Clear this list
date-pick = Choose a day: { $of }
date-month-before = Previous month
date-month-after = Next month
date-year-before = Previous year
date-year-after = Next year
date-weekdays = Mo/Tu/We/Th/Fr/Sa/Su
menu-file = File
command-new = New production
command-open = Open production…
command-sample = Open the sample
command-save = Save
command-save-as = Save as…
command-open-library = Add a library folder…
command-import = Import policies or indicators…
command-export-html = Report as HTML…
command-export-markdown = Report as Markdown…
command-export-csv = Report as CSV…
command-undo = Undo
command-redo = Redo
command-undo-what = Undo: { $what }
command-redo-what = Redo: { $what }
command-language = 中文
command-theme = Switch theme: light, dark, high contrast
command-scale = Switch unit
command-search = Search
command-why-back = Back
command-why-forward = Forward
command-close = Close
command-shortcuts = Keyboard shortcuts
command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-zoom-reset = Actual size
search-hint = Search policies, places, commands
search-empty = Nothing found for "{ $text }"
search-place = place
search-policy = policy
search-indicator = indicator
search-command = command
as-of = As of { $date }
as-of-help = Policies count as they are on this day. Write it as 2026-03-01.
as-of-today = Today
as-of-not-today = Calculated for { $date }, not for today
scale-label = Unit: { $scale }
language-switch = 中 / EN
footer-library = { $policies } policies, { $observations } observations, { $places } places
footer-problems = { $count ->
        [one] 1 problem
       *[other] { $count } problems
    }
footer-disclaimer = "Up to" is not a promise. The authority decides.
footer-saved = Saved
footer-unsaved = Not saved
footer-working = Working…
unnamed = Untitled production
chosen-places = { $count } of { $most } chosen
all-places = { $count } places to add
filter-title = Filter
filter-in-force = Include expired and drafts
filter-published = With a published amount
filter-differences = Differences only
filter-clear = Clear all
filter-hits = { $label } { $count }
place-search = Find a place
place-add = Compare { $place }
place-remove = Remove { $place }
place-left = Move { $place } left
place-right = Move { $place } right
place-full = You can compare up to { $most } places
place-facts = { $count ->
        [one] 1 amount published
       *[other] { $count } amounts published
    }
place-unpublished = no amounts published
place-none = no policy
certain-label = Certain
up-to-label = Up to
compare-empty = Choose two to six places on the left to see their policies side by side.
compare-empty-title = Nothing to compare yet
row-stacking = Stacking
row-pool = Pools
row-sources = Sources
not-applicable = —
calculator-title = What each place gives
calculator-question = { $count ->
    [1] Questions your place asks
   *[other] Questions your { $count } places ask
}
calculator-empty = Choose places to see the questions that their policies ask.
calculator-open = Still to answer, biggest effect first
calculator-dont-know = Unknown
calculator-place-items = { $place }, incentives: { $count }
calculator-show-all = { $count } not available (not met, or not cash)
legend-certain = Certain
legend-up-to = Up to (at the authority's discretion)
column-certain = Certain
column-up-to = Up to
why = why
why-of = Why { $what }
why-title = Why
why-sources = Sources
why-copy = Copy as text
why-copied = Copied
why-steps = How it was calculated
why-rule = The rule
why-unread = Parts of the text not read
why-note = Remark
why-policy = Policy
why-stacking-note = { $before } was cut to { $after }
why-empty = Nothing to explain here.
open-link = Open link
topic-work = The work
topic-local = Local footprint
topic-release = Release and income
topic-recognition = Recognition
topic-applicant = Applicant
topic-export = Export
topic-base = Parks and bases
form-name = Name
form-wrong-number = Not a number. Write 150, 1.5亿 or 200万.
form-wrong-date = Not a date. Write it as 2026-03-01.
form-too-small = At least { $min }.
form-too-large = At most { $max }.
form-not-needed = Questions that change nothing right now
question-weight = up to { $amount } depends on this
question-weight-unknown = no limit is known without this
growth-indicator = Indicator
growth-places = Places
growth-linear = Linear
growth-log = Log
growth-value = Value
growth-index = Index
growth-index-base = Index, { $base } = 100
growth-plot = Plot
growth-table = Table
growth-empty = No value of this indicator can be plotted for the chosen places. The table shows what is printed.
growth-pick = Choose an indicator and places that have data.
growth-sentence-rise = { $place }: { $from } in { $first }, { $to } in { $last }, { $rate }.
growth-sentence-expected = Expected: { $to } in { $last }, { $rate } a year.
growth-sentence-one = { $place }: { $value } in { $period }.
growth-legend-solid = reported or estimated
growth-legend-open = forecast
growth-legend-target = target
growth-legend-capacity = capacity
growth-legend-disputed = as printed, believed wrong (↑ beyond the axis)
growth-method = { $place }, another forecaster
growth-bars-most = Of the { $count } places with a value for { $period }, { $place } has the highest: { $value }.
growth-bar-other = { $value } ({ $period }, not ranked)
growth-bars-rank = { $place } is No. { $rank }: { $value }.
growth-legend-over = printed as "over": the bar ends in an arrow
growth-legend-about = printed as "about": the bar ends in a dashed line
growth-apart = Not drawn on this axis: { $place }, { $value } ({ $period }).
growth-baseless = Not drawn, because there is no value for { $base }: { $places }.
growth-not-joined = { $place }: { $from } and { $to } are not joined, because the periods differ in length.
growth-legend-above = printed as "over": an arrow upwards
growth-legend-below = printed as "at most": an arrow downwards
growth-copy = Copy table
growth-copy-hint = The rows below with their headings, for Word or a spreadsheet (Ctrl+C)
growth-quotient = { $name } ÷ { $by }
growth-quotient-unit = { $unit } ÷ { $by }
growth-without-divisor = Not drawn, because there is no value of "{ $by }" for the same period: { $places }.
growth-event = { $date }, { $place }: { $title }
growth-policies = Policies
growth-policies-hint = When policies of these places begin; click one to read about it
growth-policies-more = { $count ->
        [one] 1 more policy begins in these years.
       *[other] { $count } more policies begin in these years.
    }
growth-together = One plot for all
growth-each = One plot each
growth-by = Divided by
growth-by-nothing = Nothing, as printed
growth-peers = Places: { $rule }
growth-peers-compared = places compared
growth-peers-province = same province
growth-peers-size = similar size
growth-peers-all = all with data
growth-peers-own = chosen one by one
growth-peers-size-hint = Places whose largest value of this indicator is between half and double that of my city
growth-peers-needs-city = Choose your city under "City" first. Its peers can then be found.
growth-peers-none = No other place has this indicator and fits the rule "{ $rule }".
growth-no-data-here = None of the places compared has this indicator. Places that have it are shown instead.
plot-rights = Drawn by Backlot { $version }. The figures belong to the publishers named; the drawing may be used under MIT or Apache-2.0.
growth-column-place = Place
growth-column-period = Period
growth-column-value = Value
growth-column-printed = As printed
growth-column-nature = Nature
growth-column-source = Source
growth-agree = { $count ->
        [one] 1 source
       *[other] { $count } sources
    }
growth-change = { $from } → { $to }
growth-change-a-year = { $from } → { $to }, a year
growth-title = Trends
growth-select = Click a point to see its sources.
growth-disputed-note = { $value } as printed by one source
library-problems = Problems
library-policies = Policies
library-sources = Sources
library-indicators = Indicators
library-no-problems = Everything loaded can be read.
library-search = Find in the library
library-layers = Loaded from
library-built-in = Built-in library
library-column-name = Name
library-column-about = About
library-column-status = Status
library-column-count = Number
library-column-rule = Rule
problems-column-severity = Severity
problems-column-what = Problem
problems-column-where = Where
library-count = { $count } shown
library-remove-layer = Remove
import-title = Import { $name }
import-new = { $count ->
        [one] 1 new record
       *[other] { $count } new records
    }
import-replaced = { $count ->
        [one] 1 record replaced
       *[other] { $count } records replaced
    }
import-none = It contains nothing that can be used.
import-problems = { $count ->
        [one] 1 problem
       *[other] { $count } problems
    }
import-accept = Add to the library
import-cancel = Cancel import
unsaved-title = Save changes to "{ $name }"?
unsaved-text = Unsaved changes will be lost.
unsaved-save = Save
unsaved-drop = Don't save
unsaved-cancel = Cancel
path-title-open = Open a file
path-title-save = Save as
path-title-folder = Open a folder
path-text = The file dialog could not be opened. Enter a path.
path-text-plain = Enter the full path.
path-label = Path
path-open = Open
path-save = Save
path-empty = Enter a path first.
overwrite-title = Replace "{ $name }"?
overwrite-text = A file with this name already exists.
overwrite-replace = Replace
notice-saved = Saved to { $path }
notice-save-failed = Not saved: { $reason }. Your changes are still here. Save to another place.
notice-exported = Written to { $path }
notice-export-failed = Not written: { $reason }. Choose another place.
notice-open-failed = Not opened. { $problem }
notice-opened = Opened { $name }
notice-imported = Added { $name } to the library
notice-undone = Undone: { $what }
notice-redone = Redone: { $what }
notice-nothing-to-undo = Nothing to undo
notice-nothing-to-redo = Nothing to redo
notice-recovered = Unsaved changes from your last session were restored.
notice-need-places = Choose at least one place first.
notice-close = Close notice
action-answer = { $fact } { $value }
action-answer-in = { $fact } in { $place } { $value }
action-unanswer = { $fact }: don't know
action-set-figure = set { $role } of "{ $part }" to { $value }
action-edit = edit "{ $name }"
action-unedit = restore "{ $name }"
action-drop-edits = discard all edits to the library
action-rename = rename
action-note = edit the note
action-own = confirm "{ $fact }" as your own
action-own-all = confirm all answers as your own
action-chance = change a chance
action-change-cost = set the cost of a change
action-no-change-cost = remove the cost of a change
action-keep-curve = add the curve for { $fact } to the report
action-drop-curve = remove the curve for { $fact } from the report
action-add-variant = add a variant
action-remove-variant = remove variant { $letter }
action-rename-variant = rename variant { $letter }
action-variant-day = change the date of variant { $letter }
action-pin-variant = pin variant { $letter }
action-add-place = compare { $place }
action-remove-place = remove { $place }
action-move-place = move { $place }
shortcut-title = Keyboard shortcuts
welcome-what = Backlot works out what each of { $count } places gives a production: what is certain, and what is only "up to".
welcome-producer = You choose where to shoot: this is a sample production; change any answer, and click "why" beside any amount.
welcome-official = You benchmark a city: choose yours, and see how it ranks for the same productions and what a change to its policy would cost.
welcome-producer-example = Every place for this sample
welcome-official-example = Zhengzhou as an example
welcome-tour = Tour in five hints
command-tour = Tour in five hints
tour-calculator = Answer what you know; "don't know" is an answer. Green is certain, hatched is up to an authority, and a dashed frame waits for an answer. Click "why" beside an amount to see every step and its clause.
tour-where = This view lists every place with a policy, for your production. Click a heading to sort, filter by what matters, and pick up to six places.
tour-compare = The places you picked are shown side by side, incentive by incentive. What is not published is marked so. Drag the places on the left into your order.
tour-city = Choose your city once. Move its figures like levers: ranks, cost, winners and losers follow, and you can undo every move.
tour-report = One page gives the answer; the annex adds the deciding steps and every source. Save it as PDF, DOCX or XLSX, or print it.
tour-back = Back
tour-next = Next
tour-end = Done
tour-close = Close the tour
tour-again = You can open this tour again from the "File" menu.
hint-close = Close hint
drop-here = Drop files to open or import them

## Command line

cli-about = Backlot 剧策 compares regional incentive policies for micro-drama. Without a command it opens the window.
cli-about-assess = Calculate what places give a production: what is certain, and what is only "up to".
cli-about-check = Check RON files and folders: problems with file, line and column.
cli-about-report = Write a comparison of places as a report.
cli-about-export = Write the library as open data: CSV tables with a description of every column, licence and citation, and the whole library in its own format.
cli-arg-package = The folder to write into; it is created if it does not exist
cli-no-package = The record "{ $name }" cannot be written. Nothing was written.
cli-package-written = { $count } files written to { $folder }
cli-about-places = List the places of the library.
cli-heading-usage = Usage
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-arg-files = Files to open in the window
cli-arg-paths = Files and folders, read as one layer over the built-in library
cli-arg-production = The file of a production, or the name of a built-in sample such as vertical-60
cli-arg-library = A RON file or a folder laid over the built-in library; may be repeated, later ones win
cli-arg-place = A place by id or name; may be repeated. If left out: the places of the production, else every place with a policy
cli-arg-on = The day for which policies are in force; today if left out
cli-arg-scenario = A scenario: calculate with the figures that it proposes
cli-arg-json = Write JSON, as described in docs/cli.md
cli-arg-explain = Show every step
cli-arg-alone = Leave out the built-in library
cli-arg-out = Where to write; "-" is standard output
cli-arg-format = The format; if left out, the ending of the file name decides
cli-arg-lang = The language; if left out, that of the system
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-version-commit = Built from commit { $commit }
cli-version-changed = Built from commit { $commit } with changes
cli-version-no-commit = The commit it was built from was not recorded
cli-version-library = Built-in library { $fingerprint }
cli-version-world = The same with World screen incentives { $fingerprint }
cli-after-help = "backlot COMMAND --help" explains each command.
    Exit codes: 0 done, 1 problems in the data, 2 wrong usage, 3 something could not be read or written, or there is no window.
cli-no-window = This build has no window. Build it with the default features, or see "backlot --help" for the commands that need none.
cli-unknown-command = There is no command "{ $found }" and no file of that name. Commands: { $known }.
cli-unknown-command-near = There is no command "{ $found }" and no file of that name. Did you mean "{ $nearest }"?
cli-unknown-argument = "{ $found }" is not an option here. "--help" lists the options.
cli-unknown-argument-near = "{ $found }" is not an option here. Did you mean "{ $nearest }"?
cli-missing-argument = Missing: { $argument }. "--help" explains it.
cli-missing-value = "{ $argument }" needs a value. "--help" explains it.
cli-bad-arguments = These arguments do not fit together. "--help" shows how they are used.
cli-bad-language = "{ $found }" is not a language that Backlot supports; write zh or en.
cli-bad-day = "{ $found }" is not a day; write it as 2026-03-01.
cli-bad-format = "{ $found }" is not a report format. Name one of { $known } with --format, or as the ending of the file name.
cli-unknown-place = There is no place "{ $found }". "backlot places" lists them.
cli-unknown-place-near = There is no place "{ $found }". Did you mean "{ $nearest }"? "backlot places" lists them all.
cli-no-production = There is no file and no sample "{ $found }". Samples: { $samples }.
cli-no-access = { $file }: { $problem }
cli-not-written = { $file } was not written: { $reason }. No incomplete file was left; choose another place.
cli-check-summary = files: { $files }, errors: { $errors }, warnings: { $warnings }
cli-written = { $file } written
cli-column-id = Id
cli-column-name = Name
cli-column-kind = Level
cli-column-parent = Part of
cli-column-policies = Policies
cli-column-incentives = Incentives
place-kind-world = world
place-kind-nation = nation
place-kind-province = province
place-kind-city = city
place-kind-district = district
place-kind-zone = zone
form-everywhere = Same everywhere
form-local-place = Local answers for: { $place }
row-equal = same everywhere
places-title = Keep the places you chose?
places-text = You chose { $mine }. This production has places of its own: { $theirs }.
places-keep = Keep mine
places-take = Use its places
place-province = Province
place-all-provinces = All provinces
place-recent = recent
places-pick = Choose places
figure-up-to = ≤ { $figure }
money-million = { $code } { $figure } m
money-billion = { $code } { $figure } bn
dollars-yi = USD { $figure }00 m
scale-growth-dollar = USD bn
window-failed = No window could be opened: { $reason }. Start it on a desktop, or on a virtual display such as Xvfb; on Debian the packages libgl1, libxcursor1, libxi6, libxkbcommon-x11-0 and libxrandr2 are needed. scripts/run does both. Without a window, see: backlot --help

## Report

report-kicker = Comparison report
report-subtitle = What { $places } can give: how much is certain, how much is only "up to", and where it is stated.
report-many-places = { $count } places
report-about-day = As of
report-about-unit = Money in tables
report-about-library = Library
report-about-library-value = { $policies } policies, { $sources } sources, fingerprint { $fingerprint }
report-about-program = Backlot version
report-caution = "Up to" is a ceiling, not an entitlement: the authority decides what is granted, and it may be nothing. Only "certain" follows from the published text alone.
report-errors = Records of the library with an error: { $count }. They are not part of this report.
report-sentence-gap = {" "}
report-result = What each place gives
report-most-certain = The largest certain amount is in { $places }: { $amount }.
report-nothing-certain = Nothing is certain in any of these places.
report-most-possible = The highest ceiling is in { $places }: up to { $amount }.
report-unbounded = In { $places } the ceiling depends on an answer, so no total can be given yet.
report-unrecorded = No amount is published in { $places }.
report-result-caption = Certain and possible money, with the number of incentives by outcome
report-legend-certain = certain
report-legend-possible = up to (at the authority's discretion)
report-column-place = Place
report-column-certain = Certain ({ $unit })
report-column-possible = Up to ({ $unit })
report-column-pays = Payable
report-column-asks = Answer needed
report-column-unpriced = Amount not known
report-column-in-kind = In kind
report-column-nothing = Not available
report-places = Place by place
report-certain = Certain
report-possible = Up to
report-place-empty = No policy that applies here is loaded.
report-place-caption = Incentives that apply in { $place }
report-column-incentive = Incentive and reason
report-column-verdict = Outcome
report-column-source = Source
report-and-more = { $name }, and { $count } more
report-place-without = No incentive here comes to an amount for this production; the table of those without an amount says why.
report-without-caption = Without an amount for this production, each incentive once
report-without-unpublished = There may be money, but no text says how much. Ask the issuer.
report-column-incentive-name = Incentive
report-column-said = What it says, or why nothing is paid
report-row-shared = Shared conditions
report-shared-only = The shared conditions of its policy
report-shared-and = The shared conditions of its policy; { $own }
report-not-applicable = —
report-reductions = Reduced by stacking rules
report-reduction = { $before } before, { $after } after
report-steps = How { $place } was calculated
report-cards = Side by side
report-cards-caption = What the policies of { $places } say, whatever the production
report-column-kind = Kind
report-row-stacking = Stacking
report-indicators = Indicators
report-indicators-caption = Indicators of these places, as used here and as printed
report-column-period = Period
report-column-used = Used
report-column-printed = As printed
report-column-nature = Nature
report-judged-wrong = Printed as { $value }, judged wrong
report-differences = Sources differ:
report-sources-differ = { $place }, { $indicator }, { $period }: { $low } to { $high }
report-questions = Still to answer
report-questions-caption = Answers that would narrow the result, biggest effect first
report-column-question = Question
report-column-weight = Depends on it, at most ({ $unit })
report-unknown = Not known
report-unknown-caption = What was not read, or is not stated
report-column-policy = Policy
report-column-unknown = Not known
report-unknown-stacking = Whether its incentives add up
report-answers = The production
report-answers-caption = Every answer that was given; what is missing counts as unknown, never as zero or no
report-assumed = { $note }
report-no-answers = No question was answered.
report-column-answer = Answer
report-column-holds = Applies in
report-everywhere = everywhere
report-topic-work = The work
report-topic-local = Local footprint
report-topic-release = Release and income
report-topic-recognition = Recognition
report-topic-applicant = Applicant
report-topic-export = Export
report-topic-base = Parks and bases
report-sources = Sources
report-source-undated = no date printed
report-method = How to read this report
report-method-certain = Certain: the policy is in force, fixes the amount by a formula, and every condition is met by the answers given.
report-method-possible = Up to: everything that could be granted if the authority grants all of it at its cap and every open question is answered in the production's favour.
report-method-unknown = "?" means that an amount exists but is not known; it is not counted in the totals. "—" means that nothing applies.
report-method-stacking = Where a text does not say whether its incentives add up, only the highest is certain and the sum is merely possible. The same holds between several policies of one place.
report-method-not-advice = This is a calculation from published texts, not legal or tax advice. The issuer's interpretation prevails.
report-method-library = Made by Backlot { $version } from { $places } places, { $policies } policies, { $observations } observations and { $sources } sources. Fingerprint of the library (SHA-256): { $fingerprint }
report-flat-place = Place
report-flat-policy = Policy
report-flat-incentive = Incentive
report-flat-kind = Kind
report-flat-basis = Basis
report-flat-status = Status
report-flat-outcome = Outcome
report-flat-floor = Certain
report-flat-ceiling = Up to
report-flat-currency = Currency
report-flat-reason = Reason
report-flat-source = Source
report-flat-locator = Where in it
report-flat-link = Link
report-flat-checked-on = Checked on
report-flat-note = Remark
report-flat-note-empty = An empty amount is not published, or it is help in kind; the column "Outcome" says which. It is not zero.
report-flat-note-sum = The rows show amounts before stacking. Do not add them up; the totals above follow the stacking rules.
report-flat-total = certain { $floor }, up to { $ceiling }
cli-choose-places = Choose places with --place to see each incentive and its reason.
language-short = 中
report-no-places = No place was chosen.
report-one = { $place } gives { $floor } for certain, up to { $ceiling }.
report-nothing-possible = Nothing is possible there.
report-subtitle-one = What { $place } can give: how much is certain, how much is only "up to", and where it is stated.
report-labelled = { $label }: { $value }
cli-no-output = Standard output cannot be written: { $reason }. Write to another place.
cli-no-format = The file name does not show the format. Name one of { $known } with --format, or as the ending of the file name.
problem-not-a-number = "{ $found }" is not a number. Write 150_000, 0.5, "10%" or "200万".
problem-ambiguous-number = "{ $found }" may mean two numbers. Put commas and blanks only between groups of three digits, and decimals after a point: write 1.5, 1500 or 1,500. After three decimals, write a further zero: 1.2340.
unread-damaged = The file is cut off or damaged; no text can be read from it. Download it again, or paste the text.
unread-password = The file has a password. Remove it and open the file again, or paste the text.
unread-pictures = The file contains pictures and no text. Convert them to text with OCR software, or paste the text.
unread-too-long = The file is too long for a policy. Use only the pages you need.
unread-no-pdf = This build does not read PDF. Paste the text, or save it as DOCX, TXT or a web page.
problem-absurd-number = The number is too large for a policy. The limit is 1,000,000,000,000,000.
problem-inexact-number = A decimal with more than 15 digits must be written in quotes to stay exact.
problem-not-a-date = "{ $found }" is not a date. Write 2025, 2025-04 or 2025-04-03.
problem-not-a-period = "{ $found }" is not a period. Write 2024, 2025-H1, 2025-Q3, 2025-08, 2025-08-10 or 2022..2024.
problem-not-a-currency = "{ $found }" is not a currency. Write a code such as "CNY" or "USD".
record-scenario = scenario
record-slate = slate
record-portfolio = portfolio
record-production = production
step-compare-below = { $gap } below
notice-more-problems = { $count ->
        [one] And 1 more problem in this file.
       *[other] And { $count } more problems in this file.
    }
truth-assumed = assumed in force
caveat-read = { $read }; check the other terms
caveat-mark = * rests on a text that was not read in full; check the other terms before applying
unpriced-note = { $count ->
        [one] 1 incentive has no published amount or is decided case by case, and is not counted
       *[other] { $count } incentives have no published amount or are decided case by case, and are not counted
    }
figure-and-more = { $figure }+
open-note = of which { $amount } depends on open questions
legend-open = Depends on open questions
form-negative = This cannot be negative.
form-differs = Different in: { $places }
form-same-again = Same as elsewhere
action-clear-local = use the same answers in { $place }

## The page that answers

front-kind = One-page brief
front-day = As of { $day }
front-certain = In { $places }, { $amount } is certain
front-nothing = Nothing is certain in these { $count } places
front-nothing-one = Nothing is certain in { $place }
front-nothing-known = No amount is known in these { $count } places
front-nothing-known-one = No amount is known in { $place }
front-share = That is { $share } of the budget.
front-others-nothing = { $count ->
    [one] The other place promises nothing for certain.
   *[other] The { $count } other places promise nothing for certain.
}
front-highest-open = { $count ->
    [one] The highest ceiling is { $amount }, in { $place }; it depends on one open question.
   *[other] The highest ceiling is { $amount }, in { $place }; it depends on { $count } open questions.
}
front-highest-authority = The highest ceiling is { $amount }, in { $place }; the authority decides.
front-hearsay-only = Ceilings up to { $amount } are known from second-hand reports only.
front-no-amounts = What is known is help in kind, or amounts that are not published.
front-limits = Estimates from public texts, not legal advice; the authority decides. Contains only what was entered; the deciding steps are in its annex.
front-limits-annex = Estimates from public texts, not legal advice; the authority decides. Contains only what was entered. The deciding steps are in the annex.
front-stamp = Backlot { $version } · library { $fingerprint }
front-column-share = of budget
front-column-net = Net cost
front-no-evidence = no policy
front-note-ceiling = "Up to" is a ceiling, not an entitlement; it may be nothing.
front-note-plus = "+": at least one further amount is not published.
front-note-unrecorded = "–": no amount is published; that is not zero.
front-note-unbounded = "No limit known": what is published sets no limit.
front-note-part = "*": only part of the text was read.
front-note-hearsay = "†": includes second-hand amounts.
front-note-net = Net cost counts certain money only.
front-note-paid = None of these places publishes when it pays.
front-note-more = { $count ->
    [one] One more place was compared.
   *[other] { $count } more places were compared.
}
front-reasons-three = Three reasons for { $place }
front-reasons = Reasons for { $place }
front-reasons-none = What decides
front-lead-only = It is the only amount that follows from the text.
front-lead-text = It follows from the text.
front-lead-largest = It is the largest amount that follows from the texts.
front-lead-grows = It grows with: { $fact }.
front-lead-line = It depends on: { $fact }.
front-moves-slope = { $step } more adds { $amount }.
front-moves-passes = Above { $above } it is more than { $place } could give in all.
front-moves-nothing = Below { $line } nothing is paid; the production is { $by } above that line.
front-moves-falls = Below { $line } only { $amount } is certain; the production is { $by } above that line.
front-lead-highest = The highest ceiling is in { $place }.
front-lead-highest-hearsay = The highest ceiling is in { $place }, known wholly or partly from second-hand reports.
front-lead-unrecorded = Amounts are missing, not zero.
front-unrecorded = { $count ->
    [0] { $place } offers help in kind only, as far as is known.
    [one] { $place } has one measure whose amount is not published or is decided case by case.
   *[other] { $place } has { $count } measures whose amounts are not published or are decided case by case.
}
front-lead-near = { $place } is the closest to certain money.
front-lead-near-possible = The ceiling can be raised in { $place }.
front-lead-higher = The higher ceilings depend on open points.
front-lead-less = The ceilings elsewhere are no higher.
front-lead-others = The other ceilings depend on open points.
front-and-more = { $count } more
front-places-more = { $count ->
    [one] and one more place
   *[other] and { $count } more places
}
front-nothing-more = nothing more
front-sentence = { $text }.
front-open = Still to answer, by effect
front-column-question = Question
front-column-weight = { $unit }
front-second-hand = { $fact }, second-hand
front-unbounded = unknown
front-open-more = { $count ->
    [one] and one more question
   *[other] and { $count } more questions
}
front-ask = Ask before you commit
front-ask-in-force = Whether it is still in force
front-ask-amount = The amount of "{ $incentive }"

## The brief of an official

front-city-kind = Position brief
front-city-title = { $place } among its rivals
front-city-basis = { $count ->
    [one] On the one reference production with a budget, ranked among all { $of } places with a policy of their own.
   *[other] On the { $count } reference productions with a budget, weighted equally, ranked among all { $of } places with a policy of their own.
}
front-city-certain = rank { $rank } by certain amounts
front-city-certain-none = nothing certain
front-city-up-to = rank { $rank } by ceilings
front-city-up-to-none = no published ceiling
front-city-ranks = { $place }: { $certain }, { $most }
front-city-lags = { $found }; the largest lag is behind { $rival } on { $production }
front-city-no-lag = { $found }; no rival publishes a higher ceiling on any reference production
front-city-column-certain = Certain, of budgets
front-city-column-up-to = Up to, of budgets
front-city-column-rank = Rank of { $of }
front-city-unpublished = –
front-city-note-rank = In brackets: the range of the rank with the amounts that are not published.
front-city-where = { $count ->
    [one] Where it lags
   *[other] Where it lags: { $count } reference productions, the largest lags first
}
front-city-lag = { $production }: { $against }.
front-city-lag-open = { $production }: behind by published amounts only.
front-city-shares = certain { $certain }, up to { $most } of the budget
front-city-not-published = – (no amount published)
front-city-side = { $place }: { $shares }, decided by { $rule }.
front-city-side-open = { $place }: { $shares }.
front-city-options = { $count ->
    [0] Options
    [one] One option with its cost
   *[other] { $count } options with cost
}
front-city-passes = Passes { $rival } on { $production }.
front-city-cost = Cost: certain { $certain }, up to { $most }
front-city-assumed = Not published today, so the cost counts from zero.
front-city-cost-references = Each option changes one figure and nothing else, the nearest figure that is enough, relative to current law. The cost counts each of the { $count } reference productions once.
front-city-cost-portfolio = Each option changes one figure and nothing else, the nearest figure that is enough, relative to current law. The cost is that for the portfolio.
front-city-cost-covered = Each option changes one figure and nothing else, the nearest figure that is enough, relative to current law. The cost for the portfolio is left out because amounts are covered.
front-city-firm = No change of one figure is enough on { $productions }: it takes a new clause.
front-city-scenarios = Scenarios under discussion
front-city-scenarios-more = { $count ->
    [one] One more scenario is not shown.
   *[other] { $count } more scenarios are not shown.
}
front-city-unknown = Not known
front-city-amounts = amount not published: { $names }
front-city-paid = payments under { $name }: { $paid }
front-city-status = not confirmed to be in force: { $names }
cli-arg-brief = The reader of the first page: producer (default) or city, which needs --city or --propose
cli-bad-brief = "{ $found }" is not a reader of the brief; use producer or city
report-plan-reader = Brief for
report-plan-reader-producer = the producer
report-plan-reader-city = the city
report-plan-reader-hint = Set your city in City to get its brief.
city-brief = Brief
unrecorded-value = –
unrecorded-note = no amount published
unrecorded-long = –, no amount published
report-legend-open = up to, needs an answer first
report-legend-hearsay = second-hand reports
report-conditions = { $count } conditions
report-times-silent = Where an incentive shows no times, its policy does not say when to apply or when it is paid.
report-row-silent = { $count ->
        [one] 1 policy does not say.
       *[other] { $count } policies do not say.
    }
report-contents = Contents
report-show-page = Page
report-show-choices = Choices and files
report-plan-front = One page
report-plan-annex = With annex
command-export-docx = Report as DOCX…
cli-arg-annex = Add everything behind it to the one-page brief
xlsx-sheet-front = Brief
xlsx-holds-front = The answer on one page: places, reasons, open points, whom to ask, sources.

## Rules, worked out

amount-award = what "{ $incentive }" gives
amount-prorated = { $of } × { $part } ÷ { $whole }
amount-within-total = { $of }, up to { $share } of it and { $beside } together
amount-table = by { $rows } and { $columns }: { $cells }
amount-table-cell = { $row }, { $column }: { $gives }
amount-taper = { $low } at { $from } of { $by }, evenly to { $high } at { $to }
amount-by-year = by { $year }: { $years }
amount-by-year-all = all years up to { $year } added up: { $years }
amount-one-year = year { $number }: { $gives }
amount-for-each = for each of { $list }: { $gives }; added up
amount-between = { $least } to { $most }, as set by the authority
amount-version = from { $date }: { $gives }
amount-rounded = { $of }, rounded { $mode } to { $to }
amount-converted = { $of }, converted at the rate of the day
amount-days = days from { $from } to { $to }
amount-contested = sources conflict: { $readings }
amount-step-to = { $from } and { $to }
rounding-nearest = to the nearest
rounding-half-even = half to even
rounding-down = down
rounding-up = up
condition-equals = { $left } = { $right }
condition-contested = sources conflict: { $readings }
step-fixed-rate = Rate in the text
step-fixed-count = Number in the text
step-award = What "{ $incentive }" gives
step-award-elsewhere = does not apply here
step-limb = { $name } decides
step-prorated = In proportion: × { $part } ÷ { $whole }
step-within-total = At most { $share } of the total
step-table = From the table
step-table-none = Outside the table
step-taper = Evenly from { $low } to { $high }
step-by-year = By year
step-by-year-all = All years so far, added up
step-for-each = For each of { $list }, added up
step-item = No. { $number }
step-between = The authority sets it within this range
step-between-set = As set by the authority
step-dated = Version from { $date }
step-dated-none = No version applied yet
step-dated-unknown = The version depends on a missing answer
step-rounded = Rounded { $mode } to { $to }
step-converted = In { $to }: { $rate }, { $date }
exchange-rate = 1 { $from } = { $rate } { $to }
step-days = Days from { $from } to { $to }
step-contested = Sources conflict
step-reading = One reading
step-stacking-cap = How the cap is calculated
step-redeemed = Redeemed at { $rate }
step-fee-rate = Fee { $rate }
step-costs = Fees and costs
step-tax = Tax { $rate }
step-net = Net cash
step-instalment = { $share } after { $months } months
step-present = Value at the time of application, at { $rate } a year
step-compare-off = differs by { $gap }
failed-compare-equal = { $left } is { $value }; { $condition } is needed
reason-conflict-readings = Sources conflict: { $readings }
left-excluded = { $name } ({ $alone }) is not combined with { $by }: { $rule }
left-excludes = one excludes the other
left-not-stated = it is not stated whether they add up
left-needs = { $name } ({ $alone }) is not counted: it requires { $needs }
left-needs-nothing = { $name } ({ $alone }) is not counted: nothing it requires is granted here
left-capped = { $name } ({ $alone }) is not counted in full: { $rule }
left-instead = { $left }; with it, the best would be { $amount }
stacking-requires = { $incentive } requires { $others }
stacking-excludes = { $incentive } excludes { $others }
stacking-everything = everything else here
stacking-all-of = all of { $title }
stacking-sum-up-to-worked = add up to at most: { $cap }
example-passes = passes
example-fails = fails
example-published = result printed by a source
example-computed = calculated from the printed rule
example-difference = { $what }: expected { $expected }, got { $found }
example-floor = certain
example-ceiling = up to
example-net = net cash of { $name }
example-instalments = instalments of { $name }
example-nothing = nothing
problem-list-in-list = "{ $id }" is itself a list; a list holds plain facts only.
problem-not-above-zero = { $found } is not above zero, which is needed here.
problem-table-size = The table needs { $rows } rows of { $columns } figures each, as its headings say.
problem-one-reading = Conflicting sources need at least two readings.
problem-not-whole = The shares add up to { $found }, not to 1 (100 %).
problem-not-one = "{ $found }" names several incentives; one is needed here.
needed-list = a list
record-band = plausible band
record-judgement = judgement
record-payment = payment
record-rate = exchange rate
record-example = worked example
cli-about-case = Calculate the worked examples of policies, and list which ones pass.
cli-arg-case-paths = Files and folders with policies, read as one layer over the built-in library
cli-case-summary = examples: { $count }, passed: { $passed }, failed: { $failed }
cli-case-none = No policy in these files carries an example.
answer-items = { $count ->
        [one] 1 item
       *[other] { $count } items
    }
cited = { $what } ({ $sources })
cli-arg-notes = Also list notes: what is not known or has not been checked for a long time
cli-check-notes = notes: { $notes } (shown with --notes)
lint-above-whole = Each further unit of "{ $fact }" brings up to { $rate } of support, more than the unit itself. Check the rates, and whether these amounts really add up.
lint-cap-below-fixed = The cap { $cap } is below what is always paid, { $fixed }, so the rest never counts. Check both figures.
lint-choice-twice = The choice "{ $choice }" is in two cases; only the first counts. Remove it from one.
lint-cliff = Where "{ $fact }" passes { $at }, "{ $id }" falls from { $before } to { $after }: two smaller productions get more than one. Check that the text says so.
lint-no-payout-time = The policy does not say when "{ $id }" is paid. If the text says it, add payout with after_months or instalments.
lint-stale = "{ $id }" was last checked on { $date }, over a year ago. Compare it with its sources and update checked_on.
lint-tier-gap = { $at } is covered by no step. End one step where the next begins.
lint-tier-overlap = { $at } is covered by two steps. End one step where the next begins.
lint-unknown-stacking = It is not known whether the incentives of "{ $id }" add up. Write a stacking rule if the text has one.
lint-unreachable = No production can meet the conditions of "{ $id }". Check whether a threshold is the wrong way round.
severity-note = note
example-on = as of { $date }
examples-pass = worked examples: { $passed } of { $count } agree
form-list-add = Add an item
form-list-count = { $count ->
        [one] 1 item
       *[other] { $count } items
    }
form-list-remove = Remove item { $number }
library-notes = Notes: what is not known, or has not been checked for a long time ({ $count })
why-cash = From award to cash
why-combination = Best lawful combination
why-combination-certain = For certain: { $total }
why-combination-possible = At most: { $total }
why-examples = Worked examples
why-left = Counted in part or not at all
stacking-at-most = together at most { $cap }; whether they add up is left to other rules
stacking-at-most-worked = together at most: { $cap }; whether they add up is left to other rules
failed-any = one of these is needed: { $conditions }
problem-not-below-one = A share of a total must be below 100 %; { $found } is not.
problem-paid-twice = Give either after_months or instalments, not both: the award would be paid twice.
problem-no-such-field = The list "{ $fact }" has no field "{ $field }".
cash-label = { $name } as cash
at-least-value = ≥ { $value }
problem-converts-twice = Only bare figures can be converted here; answers and awards are converted automatically.
problem-nothing-in-it = This needs at least one entry.
problem-choice-id = The id "{ $id }" of a choice reads as a number or a date; use a word.
worked-cap-exact = { $of }, exactly the cap of { $cap }
combination-not-searched = Not every combination was tried; the true result is between what is listed and the total.

# Contradictions

contradiction-ten-times = Ten times apart
contradiction-two-languages = Languages disagree
contradiction-part = Part above whole
contradiction-growth = Growth does not fit
contradiction-fall = Sudden fall
contradiction-shares = More than 100 %
contradiction-band = Implausible
contradiction-differ = Sources differ
contradiction-judged = Judged by hand
finding-ten-times = { $low } and { $high } are printed for the same thing, about ten times apart. A unit was probably misread.
finding-two-languages = The Chinese says { $chinese }, the English { $english }.
finding-part = { $part } is more than the total for { $around }: { $whole }.
finding-growth = Growth is printed as { $printed }, but the values give { $implied }.
finding-fall = From { $before } to { $after } within a year.
finding-shares = Shares of one whole add up to { $sum }.
finding-band = { $name }: { $found }. Plausible is { $least } to { $most }.
finding-differ = From { $low } to { $high } for the same place and time.
resolve-ten-times = Look the unit up in the Chinese original: 亿 is 100 million, not a billion.
resolve-two-languages = Look the unit up in the Chinese original.
resolve-part = Ask which area and which year the figure covers, and check its unit.
resolve-growth = Ask which base year and which series the growth refers to.
resolve-fall = Check the unit of the earlier value, and whether both come from one series.
resolve-shares = Ask each source for its base and its year. Do not show them as parts of one whole.
resolve-band = Ask what exactly was counted, and for which period.
resolve-differ = Ask both sources for their method. Until then show them as a range.
printed-by = { $sources }: "{ $printed }"

# Differences between libraries

change-added = New
change-removed = Removed
change-field = { $what }: { $before } → { $after }
change-other = { $what } was changed
change-nothing = —
change-incentive-added = New: { $what }
change-incentive-removed = Removed: { $what }
change-line = The named line "{ $what }" is calculated differently
named-terms = { $name }: { $terms }
role-amount = amount
role-rate = rate
role-count = count
role-cap = cap
role-floor = floor
role-threshold = threshold
role-step = step
role-limit = maximum units
role-rounding = rounded to
role-quota = how many are granted
role-pool = pool
role-months = paid after months
role-instalment = instalment
role-deduction = deduction
field-title = Title
field-name = Name
field-issuer = Issuer
field-publisher = Publisher
field-document-no = Document number
field-issued = Issued
field-date = Date
field-valid-from = Valid from
field-valid-to = Valid to
field-replaces = Replaces
field-version = Edition of the law
field-status = Status
field-read = How much was read
field-confidence = Confidence
field-checked-on = Checked on
field-cites = Sources
field-note = Remark
field-pool = Pool
field-payout = Payout
field-unread = Not read
field-value = Value
field-upper = Upper end
field-printed = As printed
field-printed-value = Printed value, judged wrong
field-period = Period
field-nature = Nature
field-precision = Exactness
field-grade = Evidence
field-url = Link

cli-about-facts = List the questions that policies ask, with unit, range and how many policies ask each.
cli-about-contradictions = List contradictory observations of the library, who prints them, and how to settle them.
cli-about-diff = Compare two libraries: what changed, and what it means in money for the reference productions.
cli-arg-libraries = Files or folders laid over the built-in library, or the shelf "world"; if only one is given, it is compared with the built-in library
cli-column-answer = Answer
cli-column-question = Question
cli-range-from = from { $min }
cli-range-to = up to { $max }
cli-contradictions-summary = found by rule: { $found }, judged by hand: { $judged }
cli-diff-portfolio = The portfolio is counted before caps per company and the pool.
cli-arg-diff-portfolio = Also calculate each clause on these productions: a portfolio, or a table with one application per row
cli-diff-money = Certain and up to, before and after:
cli-diff-summary = records changed: { $records }, results changed: { $results }
cli-diff-editions = { $before } → { $after } (both calculated as if in force)
cli-diff-no-policy = The library has no policy "{ $id }". Check the id, or name the library that contains it.
cli-arg-editions = Two editions of a policy, by their ids; lists each changed clause and what it means for the reference productions
clause-head = The document itself
clause-together = All of them together:
clause-toll = Portfolio in { $place }, { $count } productions: { $ends }; { $winners } gain, { $losers } lose
clause-toll-none = Portfolio in { $place }, { $count } productions: { $total }, unchanged
clause-portfolio-note = The portfolio is that of the view City, before caps per company and the pool.
clause-portfolio-none = With a portfolio in the view City, each clause is also calculated for it.
clause-money = { $production }: { $ends }
fact-kind-money = money
fact-kind-count = count ({ $unit })
fact-kind-percent = share
fact-kind-yes-no = yes or no
fact-kind-choice = one of { $choices }
fact-kind-date = date
fact-kind-list = list

# The library

library-places = Places
library-contradictions = Contradictions
library-changes = Changes
library-world = World screen incentives
library-world-help = A second shelf: policies of other countries and earlier Chinese ones, with worked examples. The law changes often; check the current law.
library-back = ← Back to the list
library-search-help = In Chinese, pinyin (or its first letters) or English.
library-empty = There is nothing in this list.
library-edits = { $count ->
    [one] 1 edit of yours
   *[other] { $count } edits of yours
}
library-drop-edits = Discard all
library-edit = Edit
library-editions = Compare with the previous edition, clause by clause
library-edited = edited by you
library-unedit = Restore the original
library-copy-citation = Copy citation
library-pick-title = Choose a record
library-pick = Choose a row on the left to see what is known, its sources, and any contradictions.
library-compare-place = Compare this place
library-no-policy = No policy of its own is known. Policies of the areas it is part of apply here too.
library-no-figure = No observation is known.
library-inside = Places in it
library-plot = Show over time
library-cited-by = Cited by
library-place-side = { $policies ->
    [one] 1 policy
   *[other] { $policies } policies
}, { $figures ->
    [one] 1 observation
   *[other] { $figures } observations
}
library-figures = { $count ->
    [one] 1 observation
   *[other] { $count } observations
}
stale = not checked for a year
checked-stale = last checked { $date }
checked-stale-help = Over a year ago. Compare it with its sources before you rely on it.
check-the-law = Check the current law. Written from: { $version }
why-policy-here = Show beside the calculator
observed-printed = As printed: { $text }
contradiction-who = What each source says
contradiction-used = Used value: { $value }
contradiction-verdict = The curator's conclusion
contradiction-resolve = How to settle it
timeline = In force
timeline-from-to = { $from } to { $to }
timeline-replaced = superseded { $date }
timeline-from = from { $from }; the end is not stated
timeline-to = until { $to }; the start is not stated
timeline-unknown = neither start nor end is stated
timeline-day = The line is the day used for the calculation: { $date }.
citation-seen-in = Seen in: { $source }
citation-figure = { $place }, { $name }, { $period }: { $value }
edit-heading = Edit: { $record }
edit-help = Your edit takes precedence over the record of the library, which is kept. Every change can be undone.
edit-numbers = Numbers
edit-text = As text
edit-done = Close the editor
edit-apply = Apply
edit-revert = Back to the last version
edit-unchanged = No changes yet.
edit-checking = Checking…
edit-ready = This can be applied.
edit-wrong = { $count ->
    [one] 1 problem keeps it from being applied.
   *[other] { $count } problems keep it from being applied.
}
edit-no-numbers = This policy has no numbers. Edit it as text.
changes-from = What changed from
changes-to = to
changes-same = There is nothing to compare yet. Edit a record, import a file, or switch on the second shelf.
changes-none = Both are the same.
changes-working = Calculating…
changes-money = Changed results of the reference productions ({ $count })
changes-no-money = No result of a reference production changes in any place.
changes-records = Changed records ({ $count })
changes-before = Before (certain – up to)
changes-after = After (certain – up to)
changes-states = Library
changes-editions = Editions of a policy
changes-scenario = Scenario
changes-pair = { $before } → { $after }
changes-editions-help = Both editions are calculated as if in force. Each clause is changed on its own, to show its effect on the certain and possible amounts of the reference productions. The clauses may not add up to the total, because of caps and joint rules.
changes-no-editions = No policy says that it replaces another one.
changes-of-city = { $name } (City)
changes-no-scenario = There is no scenario. Move a figure in City, or open a library that contains one.
clause-no-money = It changes no amount of the reference productions.

# A policy as a form

draft-award = what { $incentive } gives
draft-share = { $rate } of { $of }
draft-sum = the sum of { $parts }
draft-difference = { $from } less { $less }
draft-product = the product of { $parts }
draft-prorated = { $of } in the proportion of { $part } to { $whole }
draft-lesser = the smallest of { $parts }
draft-greater = the largest of { $parts }
draft-at-most = { $of } , at most { $cap }
draft-at-least = { $of } , at least { $floor }
draft-within-total = { $of } , at most { $share } of the total of it and { $beside }
draft-slices = { $of } in slices: { $slices }
draft-slice = up to { $to } at { $rate }
draft-slice-open = the rest at { $rate }
draft-tiers = by steps of { $by } : { $tiers }
draft-tier = { $from } : { $gives }
draft-tier-to = { $from } { $to } : { $gives }
draft-from = from { $figure }
draft-above = above { $figure }
draft-to = to { $figure }
draft-below = below { $figure }
draft-table = a table with rows { $rows } and columns { $columns } gives { $gives }
draft-axis = { $by } ( { $heads } )
draft-choice = by { $by } : { $cases }
draft-case = { $choices } : { $gives }
draft-taper = changing evenly with { $by } : { $from } to { $to }
draft-point = { $gives } at { $at }
draft-by-year = by the number of the year, { $year } : { $gives }
draft-per-unit = { $each } for each unit of { $count }
draft-for-each = for each item of { $list } , added up: { $gives }
draft-if = if { $when } , { $then }
draft-between = set by the authority between { $least } and { $most }
draft-dated = by date: { $versions }
draft-version = since { $from } { $gives }
draft-rounded = { $of } , rounded { $mode } to { $to }
draft-converted = { $of } in { $from }
draft-days = the days from { $from } to { $to }
draft-contested = as the sources differ: { $readings }
draft-one-of = { $fact } is { $choices }
draft-on-or-after = { $fact } on or after { $date }
draft-on-or-before = { $fact } on or before { $date }
draft-not = not: { $condition }
draft-unclear = the text leaves open: { $of }
draft-and = and
draft-or = or
draft-rule-unknown = whether they add up is not stated
draft-rule-sum = they add up
draft-rule-highest = only the highest counts
draft-sum-up-to = they add up to at most { $cap }
draft-together-at-most = together at most { $cap }
draft-requires = { $incentive } requires one of { $others }
draft-excludes = { $incentive } cannot be combined with { $others }
draft-instalment = { $share } after { $months } months
draft-pool-part = { $purpose } : { $amount }
draft-accepted = { $advice } : { $because }
draft-outcome-up-to = up to { $amount }
draft-outcome-needs = still to answer: { $facts }
draft-outcome-not-eligible = not eligible
draft-outcome-not-calculable = cannot be calculated
draft-outcome-conflict = the sources contradict each other
draft-intake-rolling = at any time
draft-intake-until-spent = until the money is gone
draft-dated-by-day = the day of the calculation
draft-name-fixed = a fixed amount
draft-name-rate = a rate
draft-name-count = a number
draft-name-fact = a figure of the production
draft-name-line = a step of this policy
draft-name-yes = a fact is true
draft-name-all = all of several
draft-name-any = one of several
draft-name-paid = certainly paid
draft-name-dated-by = the date of something
draft-blank-money = amount
draft-blank-share = rate
draft-blank-number = number
draft-blank-date = date
draft-blank-yes = fact
draft-blank-fact = figure
draft-blank-choice = which
draft-blank-incentive = clause
draft-blank-line = step
draft-blank-place = place
draft-blank-policy = policy
draft-blank-source = source
draft-blank-currency = currency
draft-blank-amount = how much
draft-blank-condition = condition
draft-blank-basis = how certain
draft-blank-per = unit
draft-blank-kind = kind
draft-blank-words = words
draft-blank-choose = choose
draft-part-id = id
draft-part-kind = kind
draft-part-basis = how certain
draft-part-claimant = claimed by
draft-part-when = condition
draft-part-per = unit
draft-part-application = applying
draft-part-lines = steps
draft-part-accepts = accepted advice
draft-part-dated-by = the day that picks a version
draft-part-otherwise = otherwise
draft-part-decided = set at
draft-part-cumulative = all years added up
draft-part-to = to
draft-part-from = from
draft-part-at = article
draft-part-quote = words
draft-part-cites = cited
draft-part-groups = joint rules
draft-part-relations = requirements and exclusions
draft-part-members = clauses
draft-part-windows = period
draft-part-intake = how applications are taken
draft-part-papers = documents
draft-part-decided-by = decided by
draft-part-decided-in-days = days until decided
draft-part-redeemed = redeemed at
draft-part-fee = fee
draft-part-costs = costs of applying
draft-part-tax = tax
draft-part-instalments = instalments
draft-part-pool-parts = parts of it
draft-part-applied = applied
draft-part-granted = granted
draft-part-classes = classes
draft-part-class = class
draft-part-origin = source of the result
draft-part-answers = the production
draft-part-expect = expected result
draft-part-floor = certain in all
draft-part-ceiling = up to in all
draft-part-net = net cash
draft-part-rounded-to = rounded to
draft-lacks-blank = still blank
draft-lacks-words = without words
draft-lacks-source = no source
draft-lacks-citation = numbers without a citation
draft-clauses = Clauses
draft-incentive = { $amount } { $per } , { $basis }
draft-incentive-amount = { $amount } , { $basis }
draft-incentive-per = { $per } : no amount published, { $basis }
draft-incentive-unpublished = No amount published, { $basis }
draft-incentive-claimant = , claimed by the { $claimant }
draft-group = { $label } : { $members } , { $rule }
draft-new = New policy
draft-edit = Edit a policy
draft-unnamed = A policy without a title
draft-not-counted = Draft · not in the comparison
draft-mode-form = Form
draft-mode-text = RON
draft-leave = Close, keep as draft
draft-save = Save to my library
draft-save-missing = { $count ->
    [one] Save to my library · 1 thing missing
   *[other] Save to my library · { $count } things missing
}
draft-broken = The brackets or the first word of the RON are wrong, so the form cannot be shown. Correct the RON first.
draft-text = The text
draft-text-help = Paste the text, or open it as TXT, HTML, DOCX or PDF. Quoted words are highlighted.
draft-text-hint = Paste the text of the policy here
draft-text-open = Open a file…
draft-text-other = Another text
draft-text-fill = Fill the current blank
draft-text-fill-help = Select some words and press Enter: they fill the current blank and become its citation.
draft-text-in-hand = Current: { $what }
draft-not-in-text = Not stated in this document
draft-not-in-text-help = Leave it open where the text is silent; the comparison then shows it as unpublished or unknown.
draft-left-open = left open
draft-filled = filled in
draft-outcome = Result
draft-document = Document
draft-clauses-help = Fill in the blanks; Tab moves on, Enter opens
draft-add-clause = + Clause
draft-add = + { $what }
draft-remove = Remove
draft-more = More: { $what }
draft-blank = blank: { $what }
draft-foreign = This is written in RON
draft-wrap = Wrap in: { $what }
draft-unwrap = Remove the outer part
draft-chinese = Chinese
draft-english = English
draft-in-english = EN
draft-in-chinese = 中
draft-find = Find: { $what }
draft-none-found = Nothing found.
draft-as-printed = as printed
draft-not-said = not stated
draft-own-source = this document itself
draft-own-source-is = This document as a source:
draft-conditions = Conditions:
draft-no-condition = no other condition
draft-no-cite = source missing
draft-has-cite = cited
draft-up = Move up
draft-down = Move down
draft-remark-at-most = The quoted words say "up to" or similar, but the clause is entered as "by formula". If the authority decides the amount, enter it as "up to".
draft-remark-up-to = "Up to" counts towards what is possible, never as certain.
draft-cite-help = These numbers have no citation. Select the words on the left, or press + and enter source and article.
draft-joint = Between the clauses
draft-all-clauses = All clauses:
draft-requires-name = requires
draft-excludes-name = cannot be combined with
draft-rest = Everything else
draft-more-to-say = You can add:
draft-results = Result
draft-results-help = Recalculated with every change, from the clauses that are complete; in { $unit }.
draft-results-waiting = Choose place and status to begin.
draft-examples = Worked examples
draft-examples-none = No worked example yet. Enter one from the text, or one you can calculate yourself, so that later mistakes are noticed.
draft-example-expected = Expected
draft-example-found = Calculated
draft-example-wrong = differs from the clauses
draft-example-right = agrees with the clauses
draft-example-open = not filled in yet
draft-add-example = + Example
draft-before-saving = Before saving
draft-after-saving = It counts in the comparison only once it is saved. This can be undone; the library's own record is kept.
draft-check-blanks = No blanks
draft-check-blanks-left = { $count ->
    [one] 1 blank left
   *[other] { $count } blanks left
}
draft-check-sources = A source
draft-check-cites = Every number is cited
draft-check-cites-left = { $count ->
    [one] 1 clause with numbers and no citation
   *[other] { $count } clauses with numbers and no citation
}
draft-check-examples = All examples pass
draft-check-examples-wrong = { $count ->
    [one] 1 example fails
   *[other] { $count } examples fail
}
draft-check-problems = Fits the library
draft-check-problems-left = { $count ->
    [one] 1 problem
   *[other] { $count } problems
}
draft-check-waiting = Checked when it is complete
draft-check-grade = This document is a source and has no evidence grade yet
draft-changes = Changes
draft-next-problem = Next one (Ctrl+J)

command-save-library = Export my edits as a library…
notice-no-edits = Nothing in the library has been edited.
notice-library-saved = { $count ->
    [one] 1 record written to { $path }.
   *[other] { $count } records written to { $path }.
} Open that folder as a library on any machine.
menu-reference = Reference productions
search-production = production
check-the-law-short = check the law
cli-about-curve = Show what places give as one answer changes, in exact pieces: where it rises, where it jumps, where one place overtakes another.
cli-arg-over = What changes: an answer by id or name (an amount of money, a count or a share), or a figure of a policy as POLICY/incentive:ID/cap
cli-arg-from = Where the axis begins, such as 0
cli-arg-to = Where it ends, such as 5000000
curve-amount = Amount
curve-crossing-floor = From { $at } on, more is certain in { $b } than in { $a }.
curve-crossing-ceiling = From { $at } on, more is possible in { $b } than in { $a }.
curve-finding-floor = In { $place }, each further { $step } of { $what } makes { $rise } more certain, up to { $to }.
curve-finding-ceiling = In { $place }, each further { $step } of { $what } makes { $rise } more possible, up to { $to }.
curve-finding-step = In { $place }, at { $at }, the amount under "{ $what }" jumps from { $from } to { $to }.
curve-finding-nothing = { $what } changes nothing in these places.
curve-axis-unit = { $what }, { $unit }
curve-column-end = Kind
curve-column-stretch = Range
curve-column-amounts = Amounts
curve-column-rule = Rule at its start
curve-rule-at = { $what } ({ $clause })
curve-rule-together = several rules together
curve-of = Response curve along { $fact }
curve-finding-nothing-hint = Choose another number, or other places.
curve-end-open = no limit known
curve-end-certain = { $figure } certain
curve-end-up-to = up to { $figure }
curve-told-crossing = { $b } passes { $a } at { $at }
curve-told-step = at { $at }: { $from } → { $to }
curve-title = What changes the amounts
curve-about = Every number that your { $count ->
    [1] place asks
   *[other] { $count } places ask
} for. A dashed red line is a step.
curve-moves = { $count ->
    [1] moves { $place }, 1 of { $all }
   *[other] moves { $place } and others, { $count } of { $all }
}
curve-moves-nothing = Changes nothing in these places
curve-places = Places
curve-pick-band = Click a place to show its band.
curve-now = { $value } now · drag or use ← →
curve-not-answered = Not answered yet · drag to try
curve-no-numbers = No place here uses a number.
curve-back = Calculator
curve-button = Response curve
curve-hover = { $place }: { $floor } certain, up to { $ceiling }
curve-file = As of { $day } · library { $library }
curve-table-place = Place
curve-table-of = Kind
curve-keep = In the report
curve-keep-hint = Saves this curve with the production. Reports draw it, and a sealed comparison includes its figures.
curve-goal = To have
curve-goal-certain = for certain in { $place } it takes
curve-goal-possible = possible in { $place } it takes
curve-goal-hint = An amount
curve-goal-reached = Already reached.
curve-goal-never = No value of this number reaches it.
curve-column-from = From
curve-column-to = To
curve-column-from-in = Includes the start
curve-column-to-in = Includes the end
curve-column-at-from = Amount at the start
curve-column-at-to = Amount at the end
curve-column-approximate = Approximate between
curve-goal-beyond = { $label }: just beyond { $value }
curve-no-crossing = No place overtakes another in this range.
curve-cliff-from = { $what }: at { $at } it jumps from { $from } to { $to }; the boundary itself counts as above.
curve-cliff-above = { $what }: just above { $at } it jumps from { $from } to { $to }; the boundary itself does not count as above.
curve-steepest = { $what }: it rises most between { $from } and { $to }, by { $rise } for each further { $step }.
curve-approximate = { $what }: ≈ marks a stretch that is not a straight line, because two parts of a product or quotient change together or a rounding has more than 1,000 steps. The ends are exact.
curve-no-fact = No fact is called "{ $found }"; the nearest that takes a number is { $nearest }. "backlot facts" lists all.
curve-no-figure = The policy has no figure "{ $found }"; it has: { $known }
curve-no-policy = There is no policy "{ $found }"; "backlot check" and the library view list all.
curve-no-number = { $argument } needs a number, such as 500000 or 30%, not "{ $found }".
curve-not-a-number = "{ $fact }" is not answered with a number, so it cannot be an axis. Name an amount of money, a count or a share.
curve-empty = --from must be less than --to.
curve-too-low = "{ $fact }" is at least { $least }; let --from begin there.
curve-out-of-range = "{ $fact }" is between { $least } and { $most }; keep --from and --to within that range.
cli-about-near = Find what would bring more: the smallest changes of answers, one or two together, each with its gain.
command-new-variant = New variant
command-pin-variant = Pin the variant as A
variant-pinned = As it is
variant-pinned-tag = pinned
variant-pinned-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
variant-add = + Variant
variant-add-short = + Var.
variant-add-hint = Try other answers without losing these.
variant-head = { $letter } { $name }
variant-card = Variant { $letter }: { $name }
variant-name = Name of the variant
variant-remove = Remove variant { $letter }
variant-rename = Rename
variant-pin = Pin as A
variant-duplicate = Duplicate
variant-stale = Last edited on { $day } with another state of the library; the figures have been recalculated with this one.
difference-more = +{ $figure }
difference-less = −{ $figure }
cost-no-budget = Enter the total production cost to see shares of it and the net cost.
cost-full = No place pays anything for certain: the net cost is the whole { $cost }.
cost-net = Net cost in { $place } after what is certain: { $cost } ({ $share } of the cost is covered). For other places, see the columns.
near-order = one change at a time, certain gains first
near-all-places = { $count ->
   *[other] All { $count } places
}
variant-empty = Change any answer on the left.
expected-in = Expected in { $place } by your own chances: { $amount } (your assumption)
chance-none = No chance assumed
chance-now = Chance { $share } (yours)
chance-of = Chance of { $name }
chance-hint = How likely you think it is that this is granted in full. This is your assumption. It is saved with the production and used only for expected amounts.
variant-no-changes = nothing changed yet
variant-and-more = { $first } and { $count } more
variant-day = as of { $day }
later-if = If applied on
later-then = policies count as of that day.
later-day = Day of application
later-hint = Another day creates a variant, or changes the day of the one shown. Write it as 2026-03-01.
later-back = Back to { $day }
later-nothing = Nothing published for these places begins, ends or changes by { $day }.
later-name = { $place } · { $name }
later-begins = { $name }: in force by then, from { $day }
later-ends = { $name }: over by then, last day { $day }
later-ended = { $name }: over by then
later-stands = { $name }: { $status } then
later-opens = { $name }: applications are open then
later-opens-until = { $name }: applications are open then, until { $day }
later-closes = { $name }: applications are closed by then
later-closes-on = { $name }: applications are closed by then, last day { $day }
variant-change = { $fact }: { $from } → { $to }
variant-change-in = { $fact } in { $place }: { $from } → { $to }
variant-unanswered = not answered
near-column-change = Change
near-column-gain = Gain
near-column-certain = More for certain ({ $unit })
near-column-possible = More up to ({ $unit })
near-caption = Changes of answers that bring more; no smaller change of the same kind gains as much
near-report-rest = { $count ->
    [one] One more change gains less.
   *[other] { $count } more changes gain less.
}
near-title = How to get more here
near-try = Try it
near-try-what = Try: { $what }
near-try-hint = Creates a variant with this change; your answers are kept.
near-rest = { $count ->
    [one] Show one more, which gains less
   *[other] Show { $count } more, which gain less
}
near-first = As long as these questions are open, no single change brings more. Answer them first; those that narrow the result most are at the top.
near-first-go = Go to the question: { $fact }
near-none = No change of one or two answers brings more here.
near-answer = answer { $fact } with { $to }
near-change = { $fact }: { $to } instead of { $from }
near-raise = raise { $fact } from { $from } to { $to } (by { $by })
near-lower = lower { $fact } from { $from } to { $to } (by { $by })
near-raise-over = raise { $fact } from { $from } to more than { $over }, at least { $to }
near-lower-under = lower { $fact } from { $from } to less than { $under }, at most { $to }
near-answer-over = answer { $fact } with more than { $over }, at least { $to }
near-add = add to { $fact }: { $item }
near-day = calculate for { $day }
near-and = {" "}and{" "}
near-gain-certain = { $certain } more for certain
near-gain-possible = up to { $possible } more
near-gain-both = { $certain } more for certain, up to { $possible } more
near-line = { $what }: { $gain }
near-not-proven = { $line } (a smaller change may also be enough)
near-wins-nothing = { $what }: brings no more. { $because }
near-nothing-title = No gain from these changes
near-by = { $line } ({ $incentives })
near-cost = your cost { $cost }
near-cost-assumed = your assumption
near-cost-of-other = your assumption, written for { $of }
near-net-both = net { $certain } for certain, { $possible } at most
near-net-certain = net { $certain } for certain
near-outweighed = { $net }; brings no more than it costs
near-cost-net = { $cost } ({ $assumed }): { $net }
near-costed = { $line }; { $net }
near-cost-add = + your cost
near-cost-add-to = Enter what it costs you: { $what }
near-cost-field = Your cost in { $code }: { $what }
near-cost-change = Change your cost { $cost }: { $what }
near-cost-hint = What this change itself costs you, such as the move of a shooting day. This is your assumption. It is saved with the production and used only here. An empty field removes it.
near-column-cost = Your cost, your assumption ({ $unit })
near-column-net-certain = Net for certain ({ $unit })
near-column-net-possible = Net up to ({ $unit })
near-cost-note = Costs of changes are the user's own assumption. No source publishes them; without one, none is deducted.
cli-about-rank = Rank places on each reference production: first what is certain, then what is possible.
cli-rank-none = no money
cli-column-place = Place
cli-column-certain = Certain
cli-column-up-to = Up to
origin-library = from a library you opened
origin-own = your own data
origin-help = This is not the record of the built-in library. Its citations and check date may not cover what was changed.
report-own-policy = not the record of the built-in library
report-about-own = Own data, not from the built-in library
timeline-issued = issued { $date }
timeline-reported = a newer version of { $date } is reported but not confirmed
claimed-by = Claimed by: { $role }
terms-lines = Named lines used in it
example-given = Given: { $answers }
example-expects = { $what }: { $expected }
library-new-policy = New policy…
library-new-place = New place…
library-new-source = New source…
edit-new = New record
edit-amounts = Amounts are in whole { $unit }. You may write 80万, 1.5亿 or 15%.
edit-draft = changes not applied
citation-source = { $publisher }: "{ $title }", { $date } (seen { $seen }).
citation-online = { $publisher }: "{ $title }", { $date } (seen { $seen }).
citation-policy = { $issuer }: "{ $title }", { $date } ({ $read }).
citation-policy-number = { $issuer }: "{ $title }", { $number }, { $date } ({ $read }).
citation-undated = undated
command-plot-or-table = Switch between plot and table
growth-disputed-beyond = ↑ { $value } as printed by one source
command-motion = Reduce motion
command-quit = Quit
notice-still = Motion is off.
notice-moving = Motion is on again.
plot-column-unit = Unit
growth-pick-short = Indicator and places
calculator-answers = Answers
calculator-questions = Questions
report-plots = Indicators over time
report-variants = Variants
report-variants-caption = What each place gives in each variant; below each amount, its difference from A
report-variants-note = A is the production as it is now. Each variant changes only what is listed for it.
report-variant-pinned = the current answers, as in this report
report-variant-same = same as A
report-column-variant = Variant
report-column-changes = Changes
report-expected = Expected amounts
report-expected-caption = For each award: what it adds beyond certain money, times the assumed chance
report-expected-note = The chances are the user's own assumption. No source publishes them. Without one, an award adds nothing beyond what is certain.
report-your-assumption = your assumption
report-column-more = Beyond certain ({ $unit })
report-column-chance = Chance
report-column-expected = Expected ({ $unit })
report-curves = As one number changes
report-curves-caption = Exact pieces: the range of the number, and what is given there
report-slate = Several productions of one company
report-city = Proposals of the city, and their cost
report-city-law = Current law
report-city-scenario = Scenario
report-city-by = Grouped
report-city-group = Productions
report-city-column = { $state }: { $end } ({ $unit })
report-city-unit = { $title } ({ $unit })
report-city-more = Change
report-city-bill = Every incentive added up over all productions, before stacking; the total is after stacking
report-city-groups = Who gains and who loses
report-city-ranks = Ranks for the reference productions:
report-city-answers = Effect of open answers under current law, on { $place } among { $rivals }:
report-slate-caption = Where each production goes, what it receives there on its own, and why
report-slate-together = Total
report-slate-sum-note = Caps and awards per company are counted once; second-hand amounts are not included
report-slate-cuts = Reduced by rules per company:
report-column-why = Why there
report-ranking = Ranking by reference production
report-contradictions = Contradictory observations
report-contradictions-text = These observations failed a check. They are quoted as printed; where a curator decided which value to use, the decision is given.
report-column-production = Reference production
report-column-best = Highest first
report-ranking-caption = What each place gives each reference production: by certain amount, then by ceiling
report-rank = No. { $rank }
report-rank-note = In brackets: the best and the worst rank, because amounts are not published. The rank before them is by published amounts.
report-about-amounts = Amounts
amount-hidden = withheld
amounts-exact = Exact
amounts-banded = In bands
amounts-hidden = Hidden
amounts-exact-help = Exact amounts are shown.
amounts-banded-help = Amounts derived from the production are shown as bands. Explanations would reveal them and are left out.
amounts-hidden-help = Amounts derived from the production and their explanations are left out.
plot-behind = Figures of the plot
report-no-pdf = This build cannot write this format, because it does not include typesetting.
report-cancelled = Cancelled.
report-failed = The report could not be made: { $reason }
cli-arg-parts = The parts of the report in order, separated by commas: result,places,cards,plots,indicators,ranking,questions,unknown,contradictions,answers,sources,method
cli-arg-amounts = How amounts that come from the production are written: exact, in bands, or hidden
cli-arg-title = The title; the name of the production if none is given
cli-arg-propose = A scenario that a city proposes, with its cost; can be repeated
cli-arg-propose-city = The city that proposes; if left out, the place whose policies are changed
cli-propose-which = State with --city whose scenarios or portfolio these are.
cli-arg-report-slate = A slate, as a part of the report
cli-arg-goal = A target amount: what each number must be for a place to give it
cli-arg-goal-over = The number that changes, by id or name; if left out, every number the places ask for
cli-arg-goal-up-to = The amount only needs to be possible, not certain
cli-about-variants = Show what places give in each variant of a production, with its difference from the current answers.
variants-none = The production has no variants; the window makes them, and docs/format.md says how they are written.
goal-certain = { $place }: to have { $amount } for certain
goal-possible = { $place }: for up to { $amount }
goal-now = { $what } (now { $now })
goal-unanswered = { $what } (not answered)
goal-never-any = No number that is asked for here reaches it on its own.
cli-arg-question = The question the report answers
cli-bad-part = There is no part "{ $found }". The parts are: { $known }
cli-bad-amounts = "{ $found }" is not a way to write amounts; use exact, banded or hidden
tab-report = Report
command-open-data = Library as open data (CSV)…
notice-open-data = { $count } files of open data written to { $path }
command-print = Print the report
report-plan-print = Print
notice-printing = Opened for printing: { $path }. The file is deleted at the next start.
notice-not-printing = Written to { $path }, but no program opened it: { $reason }
command-export-pdf = Report as PDF…
command-export-xlsx = Report as XLSX…
command-plot-svg = Plot as SVG…
command-plot-png = Plot as PNG…
command-plot-csv = Figures of the plot as CSV…
notice-no-plot = Open a plot under "Trends" first.
notice-cancelled = Cancelled: { $name }
growth-save = Save plot
report-empty = Choose places first. The report is shown here.
report-composing = Composing the report…
report-plan-title = Title
report-plan-question = The question
report-plan-usual = Default question
report-plan-language = Language
report-plan-save = Save as
report-plan-parts = Contents and order
report-plan-reset = Reset
report-part-up = Move up: { $part }
report-part-down = Move down: { $part }
language-chinese = 中文
language-english = English
xlsx-sheet-readme = Read me
xlsx-sheet-results = Results
xlsx-sheet-answers = Answers
xlsx-sheet-cards = Cards
xlsx-sheet-steps = Steps
xlsx-sheet-curves = As one number changes
xlsx-column-difference = Difference from A
xlsx-holds-variants = Variants of the production, each figure with its difference from the current answers.
xlsx-holds-near = Changes of answers that bring more in each place, with the gain of each.
xlsx-holds-calendar = When to apply, when policies end and when money is paid, for each place.
xlsx-holds-expected = What may be expected by the user's own assumed chances; change a chance and the sum follows.
xlsx-holds-curves = What each place gives as one number changes, in exact pieces.
xlsx-sheet-city = Proposals
xlsx-sheet-groups = Gains and losses
xlsx-holds-city = Proposals of the city: every incentive under current law and as proposed.
xlsx-holds-groups = Who gains and who loses under each scenario, by size and kind.
xlsx-holds-slate = Several productions of one company, and where each goes.
xlsx-sheet-indicators = Indicators
xlsx-sheet-sources = Sources
xlsx-about-caution = Before you read
xlsx-about-question = Question
xlsx-about-production = Production
xlsx-about-unit = Amounts
xlsx-about-unit-value = { $unit }, in units of one; up to two decimals
xlsx-about-sheets = Sheets
xlsx-about-signs = How cells are marked
xlsx-about-terms = Terms
xlsx-holds-results = Certain and possible money of each place, as formulas that refer to the steps, with a chart; the number of incentives by outcome.
xlsx-holds-answers = Every answer about the production. The steps take their numbers from here.
xlsx-holds-cards = What the policies say, one incentive to a row, whatever the production.
xlsx-holds-steps = How each place was calculated, one step per row; the figures behind a step are below it, one level deeper. "Least" and "most" are the range it can still take.
xlsx-holds-indicators = Indicators of these places, as used and as printed.
xlsx-holds-sources = The documents that the numbers in brackets on the other sheets refer to.
xlsx-sign-input = Answer
xlsx-sign-input-means = An answer about the production. Change it on the answers sheet and the formulas follow. Conditions, bands and tables do not: if an answer would lead to another case, calculate again in Backlot.
xlsx-sign-printed = Printed figure
xlsx-sign-printed-means = A figure printed in the policy.
xlsx-sign-formula = Formula
xlsx-sign-formula-means = Follows from the cells it refers to; when this file was written, it gave exactly the same result as the rules.
xlsx-sign-worked = Calculated
xlsx-sign-worked-means = Calculated by Backlot with a rule that a formula cannot express exactly, such as a condition, a band or a cap shared by several incentives.
xlsx-sign-plus = "+" after an amount: there may be more, with no published amount or decided case by case.
xlsx-sign-second-hand = "†" after an amount, and a bar of dots: known wholly or partly from a repost, a digest or a second-hand report only.
xlsx-term-unknown = ?
xlsx-term-unpublished = The policy gives money but states no amount. It is not counted in the totals.
xlsx-term-unbounded = What is known sets no limit, because an answer is missing or no cap is stated.
xlsx-term-advice = Disclaimer
xlsx-column-fact = Short name
xlsx-column-unit = Unit
xlsx-column-level = Level
xlsx-column-step = Step
xlsx-column-least = Least
xlsx-column-most = Most
xlsx-column-note = Remark
xlsx-column-rest = Possible in addition ({ $unit })
xlsx-column-amount = Amount
xlsx-column-conditions = Conditions
xlsx-column-indicator = Indicator
xlsx-column-year = Year
xlsx-column-number = No.
xlsx-column-title = Title
xlsx-column-publisher = Publisher
xlsx-column-date = Date
xlsx-column-grade = Kind of source
xlsx-item = { $list }, { $number }: { $fact }
xlsx-series = { $place } ({ $method })
xlsx-steps-lead = Each step is above the figures it was made from. Fold the levels with the symbols at the left edge.
xlsx-sources-lead = The numbers in brackets on the other sheets refer to these rows.
xlsx-no-bar = Where no limit is known, the bar shows only what is certain.
xlsx-chart-results = Certain, and possible beyond it ({ $unit })
xlsx-chart-disputed = as printed, believed wrong
xlsx-chart-indicator = { $name } ({ $unit })
xlsx-no-indicators = The library has no indicators for these places.
report-not-covered = A workbook contains exact amounts, so it can be written only with "Exact".

bundle-newer-format = This bundle has format { $found }; this version of Backlot reads formats up to { $known }. Open it with a newer version.
bundle-differs = { $whose } · { $number }: { $sealed } as sealed, { $here } here
bundle-which-floor = certain
bundle-which-settled = up to, without open questions
bundle-which-ceiling = up to
bundle-which-unpriced = without a published amount
bundle-which-outcome = outcome
bundle-of-expected = expected
bundle-of-variant = variant { $letter }
bundle-of-curve = curve along { $fact }
bundle-of-slate = slate
bundle-of-production = slate, production { $letter }
bundle-which-points = number of bends
bundle-which-at = position of a bend
bundle-which-goes = goes there
bundle-which-second-hand = known at second hand
bundle-of-law = portfolio, current law
bundle-of-proposal = portfolio, proposal { $number }
bundle-which-certain-paid = paid of the certain amount
bundle-which-most-paid = paid of the amount due at most
bundle-which-winners = number that gain
bundle-which-losers = number that lose
bundle-with-city = With the scenarios and the portfolio of { $place }
bundle-with-city-help = Author and reason of every scenario and the answers of every application are written to the file; with rounded amounts, companies become numbers.
bundle-cli-city = Also included: scenarios of { $place }: { $count }, with their portfolio
bundle-which-bound = most that any assignment can reach
bundle-with-slate = With the slate ({ $count ->
    [one] one production
   *[other] { $count } productions
})
bundle-with-slate-help = The answers of every production in the slate are written to the file.
bundle-cli-beside = Also included: variants { $variants }, curves { $curves }, productions of a slate { $productions }
bundle-cli-arg-slate = A slate, sealed with all its productions
bundle-which-presence = in the result
bundle-present = yes
bundle-absent = no
bundle-outcome-paid = paid
bundle-intact = Not changed since it was sealed.
bundle-changed = Changed after sealing: the hash at its end does not match the contents before it.
bundle-numbers-same = Numbers recalculated: { $numbers }, all the same.
bundle-numbers-differ = Numbers recalculated: { $numbers }; different: { $count }.
bundle-other-library = The library had the fingerprint { $sealed } when it was sealed; here it is { $here }.
bundle-other-program = Sealed by Backlot { $sealed }; this is Backlot { $here }.
bundle-other-shelves = The library that it calls built-in differs from the one built into this program.
bundle-rounded = Its money answers are rounded to two significant digits.
bundle-verified = Verified.
bundle-not-verified = Not verified.
bundle-cli-about-seal = Seal a comparison: write everything it is based on and its results to one file that anyone can verify.
bundle-cli-about-verify = Recalculate a sealed bundle and list every number that differs.
bundle-cli-arg-rounded = Keep only two significant digits of every money answer, so that the budget is not revealed
bundle-cli-arg-file = A sealed bundle
bundle-cli-arg-out = Where to write the bundle; "-" is standard output
bundle-cli-head = { $production } · as of { $day } · places: { $places }
bundle-command-seal = Seal a verifiable copy…
bundle-seal-title = Seal this comparison
bundle-seal-text = Writes everything the comparison is based on and its results to one file: the library with your edits, the production, the places and the date. Anyone can open it, recalculate it, and see whether anything was changed.
bundle-amounts-exact = Exact amounts
bundle-amounts-exact-help = Anyone who has the file can read every answer.
bundle-amounts-rounded = Rounded amounts
bundle-amounts-rounded-help = Only two significant digits of every money answer are kept, and all results are calculated from them. The production's remark is left out.
bundle-seal-go = Choose a file…
bundle-notice-sealed = Sealed in { $path }
bundle-notice-not-sealed = Not sealed: { $reason }. Choose another place.
bundle-notice-places = { $shown } of { $all } places are shown; all are verified.
bundle-notice-copy = This is now your own copy. It is not saved yet.
bundle-notice-drafts = Your edits to the library of the copy are kept as drafts in your own library.
bundle-refused = A sealed bundle is read-only. Click "Edit a copy" to change it.
bundle-refused-library = This copy uses the library of the bundle; files cannot be added or removed. Go back to your own library first.
bundle-banner = { $file }, sealed as of { $day }, read-only:
bundle-banner-copy = A copy of { $file }, with the library of the bundle, not yours.
bundle-banner-verifying = being verified…
bundle-banner-verified = { $numbers ->
        [one] verified, 1 number is the same.
       *[other] verified, all { $numbers } numbers are the same.
    }
bundle-banner-changed = changed after sealing; the numbers are the same.
bundle-banner-library = its library is not the one that was sealed; the numbers are the same.
bundle-banner-differ = { $count ->
        [one] 1 number differs.
       *[other] { $count } numbers differ.
    }
bundle-banner-changed-differ = { $count ->
        [one] changed after sealing; 1 number differs.
       *[other] changed after sealing; { $count } numbers differ.
    }
bundle-details = Details
bundle-edit-copy = Edit a copy
bundle-close = Close the bundle
bundle-back = Back to my library
bundle-no-author = The seal shows that nothing was changed since then. It does not show who sealed it.
bundle-footer = Read-only
bundle-too-many-places = The bundle has { $found } places; the limit is { $limit }. Choose fewer.
bundle-more = And { $count } more; "backlot verify" lists them all.
growth-rate-next = { $rate } on the year before
growth-rate-yearly = { $rate } a year
report-plus = "+" after an amount: there may be more, with no published amount or decided case by case.
table-title = Import { $name }
table-looking = { $done } of { $all } rows read…
table-taking = Importing the rows…
table-kind-observations = Observations of indicators
table-kind-answers = Answers of the production
table-sheet-label = Sheet
table-columns = Meaning of each column
table-column = Column { $column }
table-role-of = Meaning of column { $column }
table-unit-of = Unit of column { $column }
table-unit-none = as in the cell
table-role-ignore = (left out)
table-nature-label = Nature if a row does not state it
table-publisher-label = Who published the file
table-cite-file = Rows without a source cite this file
table-preview = The first rows
table-next = Check all rows
table-back = Back
table-import =
    { $count ->
        [one] Import 1 row
       *[other] Import { $count } rows
    }
table-cancel = Cancel
table-filter-all = All rows
table-filter-problems = Only problems
table-filter-changes = Only changes
table-select-all = Select all
table-select-none = Select none
table-counts = { $new } new · { $changed } changed · { $same } as loaded · { $wrong } with problems
table-empty =
    { $count ->
        [one] 1 row holds no figure and no answer, and is left out.
       *[other] { $count } rows hold no figure and no answer, and are left out.
    }
table-head-row = Row
table-head-effect = Effect
table-head-record = Content
table-head-details = Details
table-head-error = Error
table-copy-wrong = Copy the rows that could not be read
table-row = Row { $row }
table-take-row = Import row { $row }: { $what }
table-effect-new = new
table-effect-changes = changes
table-effect-same = as loaded
table-effect-wrong = problem
table-line-observation = { $place } · { $indicator } · { $period }: { $value }
table-line-answer = { $fact }: { $value }
table-line-answer-in = { $fact } in { $place }: { $value }
table-answer-was = now: { $value }
table-nothing = No such rows.
table-action =
    { $count ->
        [one] import of 1 row from { $name }
       *[other] import of { $count } rows from { $name }
    }
table-imported =
    { $count ->
        [one] Imported 1 row from { $name }
       *[other] Imported { $count } rows from { $name }
    }
table-refused =
    { $count ->
        [one] Nothing was imported, because the library would have an error. { $problem }
       *[other] Nothing was imported, because the library would have { $count } errors. The first: { $problem }
    }
table-trouble = Column { $column }: { $problem }
table-trouble-in = { $file }, row { $row }: { $problem }
table-wrong-place = There is no place "{ $found }". Write the name or the id of a place in the library.
table-wrong-indicator = There is no indicator "{ $found }". Write the name or the id of an indicator in the library.
table-wrong-question = There is no question "{ $found }". Write the name or the id of a question in the library.
table-wrong-several = "{ $found }" names several records: write one of the ids { $ids }.
table-wrong-missing = { $field } is missing. Fill in the cell, or choose its column in the previous step.
table-wrong-no-source = No source is named. Fill in the cell, or let rows without a source cite this file.
table-wrong-number = "{ $found }" is not a number. Write it like 1,234.5, with or without a unit after it.
table-wrong-unclear-number = "{ $found }" may mean two numbers. Put commas and blanks only between groups of three digits; write the figure like 1,234.5.
table-wrong-bound = "{ $found }" is a bound, not a figure. Write the figure itself; only figures of indicators may be "about", "more than" or "at most".
table-wrong-error = The cell contains the error { $found }. Correct it in the spreadsheet.
table-wrong-no-value = The formula in this cell has no value in the file. Open the file in a spreadsheet, recalculate it, and save it.
table-wrong-which = Several columns could hold this: { $columns }. Say which one.
table-wrong-two-places = "{ $found }" is not the place that the heading of the column names.
table-wrong-not-begun = "{ $found }" has not begun, so nothing can be reported for it. Write forecast, target or estimate, or check the period.
table-wrong-unclear-unit = The unit is given in two ways, "{ $found }", and it is not clear which one counts. Write it in the cell or in one heading.
table-wrong-mark = "{ $found }" may mean yes or no. Write yes or no.
table-quoted = "{ $name }"
table-fault-password = The workbook is protected by a password. Open it in a spreadsheet and save it without one.
table-fault-damaged = It cannot be read as a workbook: it is damaged or cut off. Open it in a spreadsheet and save it again as XLSX.
table-fault-other-kind = This is not an XLSX, ODS or XLS workbook that can be read. Save it as XLSX.
table-fault-cells = The sheet has more than { $limit } cells, or claims to. Import a smaller table.
table-fault-rows = The table has more than { $limit } rows. Import it in parts.
table-fault-columns = The table has more than { $limit } columns. Import a narrower one.
table-fault-unpacked = The workbook is more than { $megabytes } MB when unpacked. Import a smaller one.
table-fault-letters = A cell in this row has more than { $limit } characters, which is more than a spreadsheet allows. Split its text, or leave the column out.
table-fault-open-quote = A quotation mark opens a cell here and is never closed, so the rows below it would be lost. Close it, or write it twice within the cell.
table-fault-nothing-seen = Every sheet with content is hidden. Unhide the sheet in the spreadsheet, or name it.
table-taken = Column { $column } "{ $heading }": { $role }
table-taken-in = { $role } in { $place }
table-taken-unit = { $role }, unit { $unit }
table-unit-of-sheet = Unit of the sheet for amounts of money: { $unit }
table-asked = Several columns could be "{ $role }". None is used until you say which: { $columns }
table-left-out = Column { $column } "{ $heading }" contains figures but was not recognised; it is left out.
table-left-out-more =
    { $count ->
        [one] One more column with figures is left out.
       *[other] { $count } more columns with figures are left out.
    }
table-columns-more =
    { $count ->
        [one] One more column is not listed.
       *[other] { $count } more columns are not listed.
    }
table-hidden-rows = Hidden rows are left out: { $rows }
table-hidden-columns = Hidden columns are left out: { $columns }
table-hidden-sheets = Hidden sheets are left out: { $sheets }
table-nothing-known-observations = Nothing was recognised. The import looks for columns such as Place, Indicator, Period and Value, or columns named after an indicator. Name the columns like this, or say what each one is.
table-nothing-known-answers = Nothing was recognised. The import looks for questions such as "Total production cost" with their answers beside them, or columns named after a question. Name them like this, or say what each column is.
table-field-currency = Currency of the row
table-cli-arg-sheet = The sheet of a workbook to read, by name; if left out, the first visible sheet with content
table-cli-arg-heading-row = The number of the row with the headings; if left out, the row with the most known headings
table-cli-arg-column = What a column is: a question, an indicator or a field such as Answer (in a schedule date, place or location), then = and the heading or letter of the column; can be repeated
table-cli-arg-unit = The unit of amounts of money that have none in their cell, row or heading
table-cli-no-sheet = There is no sheet "{ $found }". The sheets are: { $known }.
table-cli-no-heading-row = There is no row { $row }, or it is empty.
table-cli-bad-column = "{ $found }" is not FACT=HEADING, such as 'Answer=Budget 2026'.
table-cli-no-role = "{ $found }" is neither a question, an indicator nor a field.
table-cli-no-column = There is no column "{ $found }". The columns are: { $known }.
table-cli-bad-unit = "{ $found }" is not a unit of money, such as 万元 or CNY k.
table-cli-several-columns = Several columns are named "{ $found }". Write the letter of one of them: { $known }.
form-wrong-ambiguous = This may mean two numbers. Write 1.5, 1500 or 1,500; after three decimals, write a further zero.
form-wrong-currency = The production uses { $code }.
form-wrong-kind = This question does not ask for an amount of money or a percentage.
form-echo-both = = { $millions } m · { $wan }元
form-was = { $letter } · was { $value } in A
form-assumed = sample
form-own-what = { $fact }: confirm this answer of the sample as my own
form-sample = { $count ->
    [one] From a sample: 1 answer is not confirmed yet.
   *[other] From a sample: { $count } answers are not confirmed yet.
}
form-own-all = Confirm all as mine
form-only-this = Reports contain only what is on this form.
form-note = Note for the report
form-note-edit = Edit the note for the report
form-note-hint = What was assumed
calculator-answered = { $answered } of { $all }
form-echo = = { $value }
form-much-larger = { $value } is more than twenty times any other amount here. Is this correct?
form-much-larger-yes = Yes, it is correct
table-wrong-absurd = "{ $found }" is too large to be real. Check the unit of the column.
table-wrong-period = "{ $found }" is not a period. Write 2024, 2025-H1, 2025-Q3, 2025-08, 2025-08-10 or 2022..2024, or "not printed".
table-wrong-date = "{ $found }" is not a date. Write it like 2025-08-10.
table-wrong-unit = The unit "{ $found }" does not fit. The unit needed is { $needed }.
table-wrong-bare-share = { $found } without a percent sign may mean { $found } % or a hundred times that. Write the sign, or choose % as the unit of the column.
table-wrong-yes-no = "{ $found }" is neither yes nor no.
table-wrong-word = "{ $found }" is not known here. Write one of: { $allowed }.
table-wrong-list = "{ $found }" is not a list as written in the files, such as [(nights: 2)].
table-wrong-id = "{ $found }" cannot be an id. Use letters, digits, hyphens and single dots.
table-wrong-upper = The upper end of the range is below the value.
table-wrong-repeats = It repeats row { $row }; only that one counts.
table-kind-payments = Published payments
table-nothing-known-payments = Nothing was recognised. The import looks for columns such as Recipient, Project, Amount and Date. Name the columns like this, or say what each one is.
table-field-recipient = Recipient
table-field-work = Project
table-field-amount = Amount
table-field-count = How many
table-field-paid-on = Published or paid on
table-field-applied-on = Applied for on
table-field-stage = Published or paid
table-field-policy = Policy
table-field-incentive = Incentive
table-notice-in-rows = as stated in each row
table-notice-no-incentive = not stated
stage-announced = Announced
stage-paid = Paid
table-wrong-policy = There is no policy "{ $found }". Write the title, the number or the id of a policy in the library.
table-wrong-incentive = The policy has no incentive "{ $found }". Write the name or the id of one of its incentives, or leave it empty.
table-wrong-sum = "{ $found }" is the sum of other rows, not a payment.
table-wrong-no-policy = No policy is named. Fill in the cell, or choose the policy for the whole table.
table-wrong-no-day = No day is given. Fill in the cell, or give the day for the whole table.
table-needed-yuan = an amount in yuan, such as 万元, 亿元 or CNY k
table-needed-money = an amount in { $code }
table-needed-share = a percentage
table-needed-times = a multiple, such as 2 times
table-needed-count = a number of { $unit }, such as 12 or 1.2 thousand
table-needed-words = words, not a figure
table-field-id = Id
table-field-place = Place
table-field-indicator = Indicator
table-field-period = Period
table-field-value = Value
table-field-upper = Upper end
table-field-unit = Unit of the row
table-field-precision = How exact
table-field-nature = Nature
table-field-source = Source
table-field-publisher = Publisher
table-field-locator = Where in the source
table-field-link = Link
table-field-printed = As printed
table-field-printed-value = Printed value
table-field-series = Series
table-field-confidence = Confidence
table-field-checked-on = Checked on
table-field-plot = May be plotted
table-field-note = Remark (Chinese)
table-field-note-english = Remark (English)
table-field-question = Question
table-field-answer = Answer
table-cli-about = Turn a table (CSV, XLSX, XLS, ODS) into observations, the answers of a production, or payments; a schedule into its shooting days per place.
table-cli-arg-file = The table
table-cli-arg-as = What its rows are; if left out, the headings decide
table-cli-arg-production = The production that receives the answers; if left out, an empty one
table-cli-arg-out = Where to write; if left out, standard output
table-cli-bad-kind = "{ $found }" is not a kind of row; write observations, answers, payments or schedule.
table-cli-arg-policy = The policy of the payments, by id, title or number, for rows that do not name one
table-cli-arg-incentive = The incentive of that policy
table-cli-arg-paid-on = The day of payments without a date of their own
table-cli-arg-stage = Whether the payments are announced or paid; if left out, announced
table-cli-no-policy = There is no policy "{ $found }". Write the id, the title or the number of one in the library.
table-cli-no-incentive = The policy has no incentive "{ $found }". Its incentives are: { $known }.
table-cli-bad-stage = "{ $found }" is not a stage; write announced or paid.
table-cli-needs-out = Some rows cite the table itself, and its record needs its own file. Name the output file with --out.
xlsx-column-printed-value = Printed value
xlsx-column-remark = Remark
xlsx-column-record = Record id
import-accept-some = { $count ->
    [one] Add 1 record
   *[other] Add { $count } records
}
import-some = { $count ->
    [one] 1 record of { $name } added to your edits. You can undo this.
   *[other] { $count } records of { $name } added to your edits. You can undo this.
}
outcome-zero = zero
report-about-origin = Sealed bundle

## Schedules of a shoot

schedule-part-day = Day
schedule-part-place = Place
schedule-part-location = Location
schedule-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
schedule-location = "{ $location }", { $days }: { $lies }
schedule-elsewhere = in no place of the library
schedule-undecided = its place is not stated
schedule-several = names several places: { $places }
schedule-place = { $place }: { $days } of shooting, { $run } in a row ({ $dates }), { $share } of all days
schedule-run = { $from } to { $to }
schedule-no-share = unknown share
schedule-all = { $days } of shooting in total.
schedule-all-elsewhere = { $days } of them in no place of the library.
schedule-idle =
    { $count ->
        [one] 1 row is a day without a shoot, such as a day off or a move; it breaks a run of days.
       *[other] { $count } rows are days without a shoot, such as a day off or a move; they break a run of days.
    }
schedule-banners =
    { $count ->
        [one] One row ({ $rows }) states the date of the rows below it.
       *[other] { $count } rows ({ $rows }) state the date of the rows below them.
    }
schedule-place-rows =
    { $count ->
        [one] One row ({ $rows }) states the place of the rows below it.
       *[other] { $count } rows ({ $rows }) state the place of the rows below them.
    }
schedule-captions =
    { $count ->
        [one] One row ({ $rows }) holds one text that is neither a date nor a location, and was left out.
       *[other] { $count } rows ({ $rows }) hold one text that is neither a date nor a location, and were left out.
    }
schedule-rows-more = { $rows } and { $count } more
schedule-stated-row = The year { $year } of dates without one is from row { $row }: "{ $text }".
schedule-stated-sheet = The year { $year } of dates without one is from the name of the sheet: "{ $text }".
schedule-unnamed = Column { $column } has no heading. It is read as the place, because each of its cells names a place of the library.
schedule-banner = Dates are in rows of their own, above their scenes; the first is in row { $row }.
schedule-not-whole = Some rows could not be read, so days may be missing: a run may be longer, and shares are not calculated.
schedule-wrong-beside-day = "{ $found }" has other words beside the date. Write a place as "Location: Hengdian", or in the column of locations; leave out everything else.
schedule-wrong-no-day = There is no date here. Write it in every row, like 2026-03-05.
schedule-wrong-no-day-above = No row above this one holds a date that could be read. Write the date above the scenes of the day, like 2026-03-05, or in every row.
schedule-wrong-no-year = "{ $found }" has no year. State the year of the shoot, or write the day like 2026-03-05.
schedule-wrong-unclear-day = Either number of "{ $found }" may be the month. Write the day like 2026-03-05.
schedule-wrong-weekday = "{ $found }" and { $date } are different days of the week. Correct one of the two.
schedule-wrong-no-location = The row does not say where the shoot is. Write the city or the location in the row.
schedule-title = Shooting days from { $name }
schedule-hint = One row per day or scene. Several rows on one day are one day.
schedule-column = Column: { $part }
schedule-year = Year of the days
schedule-decide =
    { $count ->
        [one] 1 location does not name its place. Choose one; nothing is guessed.
       *[other] { $count } locations do not name their places. Choose them; nothing is guessed.
    }
schedule-locations = Places of the locations
schedule-more-locations =
    { $count ->
        [one] One more location is not listed.
       *[other] { $count } more locations are not listed.
    }
schedule-where = "{ $location }" is in: { $lies }
schedule-places = Days of each place
schedule-head-days = days
schedule-head-run = longest run
schedule-head-share = of all days
schedule-head-now = run answered now
schedule-run-of = { $run } ({ $dates })
schedule-wrong =
    { $count ->
        [one] 1 row that could not be read
       *[other] { $count } rows that could not be read
    }
schedule-take =
    { $count ->
        [one] Add 1 answer
       *[other] Add { $count } answers
    }
schedule-taken =
    { $count ->
        [one] 1 answer added from { $name }. You can undo this.
       *[other] { $count } answers added from { $name }. You can undo this.
    }
form-schedule = Shooting days from a schedule…
form-schedule-hint = CSV, XLSX, XLS or ODS with days and locations, such as a call sheet
schedule-cli-where = { $location }. State its place: --location '{ $name }=PLACE', or '{ $name }=-' for no place of the library.
schedule-cli-needs-year = Days are written without a year. State it with --year, such as --year 2026.
schedule-cli-nothing = Nothing was written, because the place of some locations is not stated.
schedule-cli-incomplete = No days or no locations were recognised. The import looks for columns such as Date and Location. Name them like this, or say which they are with --column, such as 'date=A' and 'place=B'. A column without a heading is read as the place only if each of its cells names a place of the library.
schedule-cli-no-part = "{ $found }" is not a part of a schedule; write date, place or location.
schedule-cli-bad-location = "{ $found }" is not LOCATION=PLACE, such as 'Studio 3=dongyang'.
schedule-cli-no-location = No location in the table is called "{ $found }". They are: { $known }.
schedule-cli-bad-year = "{ $found }" is not a year, such as 2026.
schedule-cli-arg-location = The place of a location, as LOCATION=PLACE, or LOCATION=- for no place of the library; can be repeated
schedule-cli-arg-year = The year, for days that are written without one

## Calendar

calendar-open = applications are taken
calendar-opens = applications open
calendar-closed = applications have closed
calendar-apply = when to apply
calendar-begins = { $name } begins
calendar-ends = last day of { $name }
calendar-paid = when it is paid
calendar-payment = payment, { $amount }
calendar-part = payment of { $share }, { $amount }
calendar-second-hand = { $what } †
calendar-undated = { $months } months after the application
calendar-due = { $due } ({ $whose })
calendar-published = published
calendar-own = your own estimate
calendar-no-month = no day of application yet
calendar-cash = Cash by month
calendar-nothing = No payment is possible here.
calendar-note = Payments are counted in the last month they can arrive, before fees and tax. Your own estimates are never mixed with published times.
calendar-column-when = When
calendar-column-what = What
calendar-column-about = For
calendar-column-whose = Based on
calendar-caption = What the policies of these places say about times, place by place
report-calendar = When to apply, when policies end, when they pay
cli-about-calendar = List when to apply, when policies end and when payments arrive; also as an iCalendar file.
cli-arg-ics = Also write everything with a date to an iCalendar file (.ics)

## Slate

slate-finding-none = { $count ->
    [one] One production: no place pays anything for certain
   *[other] { $count } productions: no place pays anything for certain
}
slate-finding-one = { $count ->
    [one] One production: { $amount } is certain, in { $place }
   *[other] { $count } productions: { $amount } is certain, and all of it is in { $place }
}
slate-finding-more = { $count ->
    [one] One production: { $amount } is certain, in { $places }
   *[other] { $count } productions: { $amount } is certain, in { $places }
}
slate-rest = Up to { $amount } is possible as suggested
slate-rest-budget = Up to { $amount } is possible as suggested, of a budget of { $budget }
slate-rest-cut = rules per company reduce it by { $amount }
slate-rest-second-hand = { $amount } more is known from second-hand reports only and is not in the sums
slate-because-chosen = chosen by you
slate-because-only-place = it may go nowhere else
slate-because-nowhere = no place is left for it
slate-because-only-certain = the only certain money for it: { $amount }
slate-because-certain = elsewhere { $amount } less is certain in all
slate-because-settled = nothing certain depends on it; elsewhere { $amount } less needs no further answer
slate-because-possible = nothing certain depends on it; elsewhere { $amount } less is possible in all
slate-because-order = the result elsewhere is the same; the order of the places decides
slate-by-itself = on its own it would do better in { $place }
slate-next = next best: { $place }
shared-once = { $label }: once per company
shared-once-a-year = { $label }: once per company in { $year }
shared-company = { $label }, per company
shared-year = { $label }, per company in { $year }
shared-quota = { $label }: { $count } granted at most
shared-pool = Pool of { $label }
slate-cut = { $rule }: up to { $before } separately, { $after } together, { $lost } less
slate-cut-certain = { $rule }: { $before } certain separately, { $after } together, { $lost } less
slate-no-cap = no cap per company
slate-no-cap-read = no cap per company found
slate-proof = Proven to be the best of { $total } assignments: { $looked } partial ones examined, all others excluded by a bound.
slate-proof-many = Proven to be the best: { $looked } partial assignments examined, all others excluded by a bound.
slate-proof-gap = Not proven: after { $looked } partial assignments, no other can exceed { $bound }, which is { $gap } more than this one.
slate-nowhere = no place
slate-move = { $letter } to { $place }
slate-refusal-nothing = If { $place } declines: nothing is lost ({ $moves })
slate-refusal-certain = If { $place } declines: { $amount } less is certain ({ $moves })
slate-refusal-possible = If { $place } declines: up to { $amount } less is possible ({ $moves })
slate-refusal-both = If { $place } declines: { $certain } less is certain, up to { $possible } less is possible ({ $moves })
slate-differing = { $fact } is a question about the company, but the productions answer it differently: { $answers }. Answer it once for the company.
slate-suggested = Suggested
slate-all-here = All in one place
slate-goes = { $letter } → { $place }
slate-column-cuts = Reduced by
slate-column-production = Production
action-slate-take = change the slate
action-slate-add = add a production to the slate
action-slate-remove = remove { $letter } from the slate
action-slate-choose = place { $letter } in { $place }
action-slate-free = let Backlot place { $letter }
action-slate-choose-all = choose the places of all productions
action-slate-place = allow { $place }
action-slate-no-place = exclude { $place }
action-slate-first = change what the slate puts first
action-slate-edit = edit production { $letter } in the calculator
action-slate-return = return to my production
slate-edit = Edit { $letter } “{ $name }” in the calculator
slate-edit-hint = Edit in the calculator (double click, or F2)
slate-edit-banner = You are editing production { $letter } of the slate; every change is in the slate at once.
slate-edit-company = The slate answers some questions for the company; those answers replace the ones here.
slate-edit-back = Back to the slate
slate-edit-mine = Back to my production
tab-slate = Slate
slate-empty-title = No slate yet
slate-empty = A slate is several productions of one company, and the places each may go to. Start with the production that is open, or open a slate file.
slate-no-places-title = No places yet
slate-no-places = Choose the places the productions may go to.
slate-add = Add production
slate-add-open = The open production: { $name }
slate-add-file = From a file…
slate-begin = Start with { $name }
slate-open = Open slate…
slate-save = Save slate…
slate-places = Choose places
slate-updating = Calculating…
slate-cell = { $letter } in { $place }: { $certain } certain, up to { $possible }
slate-cell-suggested = { $cell }, suggested
slate-cell-chosen = { $cell }, chosen
slate-tag-suggested = suggested
slate-tag-chosen = chosen
slate-tag-cap = cap
slate-nothing = nothing available here
slate-all-here-count = { $count ->
    [one] One in one place
   *[other] All { $count } in one place
}
slate-shared = caps and company awards shared
slate-sum-cut = { $before } less { $lost }: { $rule }
slate-of-budget = { $share } of budget
slate-no-budget = budget not answered
slate-note = Left: certain; right: up to, in { $unit }. Second-hand amounts are not in the sums. Click for reasons; Ctrl+click to choose a place.
slate-certain-small = certain
slate-up-to-small = up to, of { $budget } budget
slate-up-to-no-budget = up to
slate-use = Use this
slate-free-all = Suggest again
slate-if-no = If a place declines
slate-remove = Remove { $letter }
slate-strip = Windows and payouts
slate-legend-window = application window
slate-legend-unknown = not published
slate-legend-paid = payout as published
slate-legend-own = payout, your own estimate
slate-today = today, { $date }
slate-save-ics = Save as calendar…
slate-left-out = { $names } cannot be calculated here and is left out: the file is not loaded, or it uses another currency.
slate-read-in = { $names } was read from its file and is now part of the slate.
notice-slate-opened = Slate opened: { $name }
notice-slate-saved = Slate saved as { $path }
notice-slate-needs = There is no slate yet.
calendar-save = Save as .ics…
calendar-hint = Payments get a date from your day of application, or from a published window.
command-open-slate = Open slate…
command-add-to-slate = Add a production from a file to the slate…
command-save-slate = Save slate…
command-save-calendar = Save calendar (.ics)…
slate-net = Net cost as suggested
slate-first-certain = Certain first
slate-first-up-to = Up to first
calendar-title = Calendar
cli-about-slate = Calculate several productions of one company: the best place for each, with rules per company, year and pool, and a proof.
cli-arg-slate = The file of the slate
slate-cli-not-found = "{ $found }" is not a sample of the library, and there is no such file beside the slate.
## City: rank, reform, overtaking

cli-about-standing = Show where a place ranks among others: shares of the budget, ranks, and how much depends on the weights.
cli-about-reform = Calculate what a scenario costs for many productions, who gains and who loses.
cli-about-overtake = Find the smallest change of one figure that overtakes another place, and what it costs.
cli-arg-city = The place in question, by id or name
cli-arg-rivals = A place to compare it with, by id or name; if left out, the ten with the highest ceilings
cli-arg-references = A production of the library by its file name; if left out, all of them
cli-arg-reference = A production of the library by its file name; if left out, all of them, weighted equally
cli-arg-weight = The weight of a production, as NAME=2; those without one are not counted. If none is given, all are weighted equally
cli-arg-answers = Also calculate the share of all answers to open yes/no questions and choices for which a place is first
cli-arg-two = Also find the cheapest change of two figures, with its proof
cli-arg-reform-scenario = The scenario: the figures as it proposes them
cli-arg-reform-place = Where the productions are made; if left out, the place whose policies are changed
cli-arg-portfolio = The productions to count: a portfolio, or a table with one application per row; if left out, each production of the library once
cli-arg-rival = The place to overtake
cli-arg-among = Reach this rank or better instead; 3 if no rival is given
cli-arg-certain = Compare what is certain instead of what is possible
cli-bad-weight = "{ $found }" is not a weight. Write the name of a production of the library and a number of zero or more, such as vertical-60=2.
standing-column-rank = rank
standing-column-rate = of budget
standing-column-against = this place is
standing-column-binds = decided by
standing-rank-level = { $rank } (level with { $count })
standing-rank-between = { $rank } ({ $best }–{ $worst })
standing-rank-blank = – ({ $best }–{ $worst })
standing-no-ceiling = no ceiling without further answers
standing-certainly-ahead = certainly ahead
standing-possibly-ahead = possibly ahead
standing-level = level
standing-possibly-behind = possibly behind
standing-certainly-behind = certainly behind
standing-cannot-be-told = cannot be determined
standing-times = { $figure }×
standing-fixed = a fixed amount
standing-found = By published amounts, { $place } ranks { $rank } of { $of } at best, on { $production }; { $open ->
    [0] its rank is certain on all { $total } productions.
    [one] unpublished amounts leave its rank open on one of { $total } productions.
   *[other] unpublished amounts leave its rank open on { $open } of { $total } productions.
}
standing-found-open = { $place } has published no amount that counts for any of { $total } productions.
standing-weighed-certain = Weighted, by certain amounts:
standing-weighed-up-to = Weighted, by ceilings:
standing-weighed-place = { $place }: { $score } of the budget, rank { $rank }; first for { $first } of all weights, certainly for { $certainly }, possibly for { $possibly }
standing-sampled = { $share } ± { $error } ({ $draws } draws, seed { $seed })
standing-robust = { $place } is first for { $share } of all weights; { $flip }. No place beats { $unbeaten } on every production.
standing-level-certain = Level: nothing is certain in any of them, whatever the weights.
standing-level-up-to = Level: no amount is published in any of them, whatever the weights.
standing-flip = { $place } draws level when { $moved } of all weight moves from { $from } to { $to }
standing-no-flip = no weights put another place ahead of { $place }
standing-answer = { $fact }: { $answer }
standing-answers-flip = { $production }: with { $answers }, { $to } is first instead of { $from }. Fewer answers do not change who is first.
standing-answers-firm =
    { $count ->
        [one] On one production no answers change who is first.
       *[other] On { $count } productions no answers change who is first.
    }
standing-answers-unsure =
    { $count ->
        [one] On one production a few answers change nothing; not all sets of more were tried.
       *[other] On { $count } productions a few answers change nothing; not all sets of more were tried.
    }
standing-answers = If all answers to open yes/no questions and choices are equally likely, each place is first, alone or level, for this share of them: { $places }. { $sampled ->
    [0] Every set of answers was calculated for all { $rows } productions
   *[other] { $sampled } of { $rows } productions were sampled; for the others every set of answers was calculated
}{ $left ->
    [0] .
    [one] ; one open figure or date counts with the most it can be.
   *[other] ; { $left } open figures or dates count with the most they can be.
}
reform-which-place = The scenario changes policies of more than one place. State with --place where the productions are made.
reform-rows = { $read } rows read, { $wrong } left out
reform-no-rows = No row of { $file } could be read as an application. Its headings must name questions, such as total_budget; "backlot facts" lists them.
reform-column-incentive = incentive
reform-column-certain = certain
reform-column-up-to = up to
reform-row-total = total, after stacking
reform-more = up to { $amount } more
reform-less = up to { $amount } less
reform-more-unknown = the cost has no limit
reform-found = { $place }, { $count } productions: { $more }; { $winners } gain, { $losers } lose.
reform-uncounted = Not counted, because no amount is published: { $names }.
reform-rank-same = { $rank }, unchanged
reform-overtaken = Overtakes { $places }
reform-overtaken-on = { $place } on { $count } of { $total }
reform-overtakes = { $line }, overtakes { $places }
reform-falls-behind = { $line }, falls behind { $places }
reform-over-company = { $amount } exceeds what a company may receive in a year.
reform-no-pool = Due at most: { $due }. { $over }
reform-pool-gone = The pool of { $pool } is less than the { $due } due at most: { $full } receive all, { $part } a part, { $nothing } nothing. { $over }
reform-pool-enough = The pool of { $pool } is enough for the { $due } due at most. { $over }
reform-nothing-spent = No production states what it spends in the place.
reform-spent = { $per } paid for each yuan of the { $spent } spent in the place{ $silent ->
    [0] .
    [one] ; one production does not state what it spends.
   *[other] ; { $silent } productions do not state what they spend.
}
reform-pays = It pays for itself if at least { $share } of the productions would not have come without it.
reform-never-pays = At this value of a local yuan it does not pay for itself, even if none of them would have come without it.
overtake-itself = A place cannot overtake itself.
overtake-nothing-to-compare = There is nothing to compare: a budget is missing on a production, or no other place has a policy.
overtake-on-all = all reference productions, weighted equally
overtake-on-weights = all reference productions, weighted { $weights }
overtake-weight = { $production } { $weight }
overtake-lead-share = { $share } of budget
overtake-lead-under = less than { $share } of budget
overtake-by-certain = for certain
overtake-by-up-to = at most
overtake-leads = { $place } is ahead of { $rival } by { $lead } { $by }, on { $on }.
overtake-level = { $place } and { $rival } are level { $by }, on { $on }. { $count ->
    [0] No change of one figure passes it: it takes a new clause.
    [one] One change of one figure passes it:
   *[other] { $count } changes of one figure pass it, the one that costs least first:
}
overtake-never = { $place } is { $lead } short of { $rival } { $by }, on { $on }. No change of one figure passes it: it takes a new clause.
overtake-ways = { $place } is { $lead } short of { $rival } { $by }, on { $on }. { $count ->
    [one] One change of one figure passes it:
   *[other] { $count } changes of one figure pass it, the one that costs least first:
}
overtake-way-assumed = { $way } (not published today, so the cost counts from zero)
overtake-open = { $rival } has an amount that is not published; only the published part is overtaken.
overtake-answer = In response, { $rival } would have to change { $way }.
overtake-no-answer = { $rival } cannot respond by changing one figure.
overtake-two = Two figures together, at the least cost: { $one }; { $other }; { $more }. The minimum was found over { $pieces } linear pieces: no sufficient change of these two figures costs less than { $bound } more ({ $tried ->
    [one] one pair of figures tried
   *[other] { $tried } pairs of figures tried
}). { $assumed }{ $open }{ $left }
overtake-two-one = A second figure does not lower the cost. The least is that of one: { $one }; { $more }. The minimum was found over { $pieces } linear pieces: no sufficient change of these two figures costs less than { $bound } more ({ $tried ->
    [one] one pair of figures tried
   *[other] { $tried } pairs of figures tried
}). { $open }{ $left }
overtake-two-assumed = An amount that is not published counts from zero.
overtake-two-few = The place has fewer than two figures that can be changed.
overtake-two-never = { $count } pairs of figures were tried; none overtakes. { $left }
overtake-two-open = { $count ->
    [one] One piece is not linear, and nothing is proven there.
   *[other] { $count } pieces are not linear, and nothing is proven there.
}
overtake-two-left = { $count } more pairs were not tried.
overtake-two-many = The portfolio has more than { $most } productions; pairs of figures are not calculated.
tab-city = City
command-save-scenario = Save as scenario…
command-open-scenario = Open scenario…
action-propose = propose { $change }
action-proposal = open a scenario of { $count } changes
notice-scenario-saved = Saved as { $name }
notice-scenario-not-saved = { $name } could not be written: { $reason }
city-choose = Your city is …
city-choose-hint = It comes first in lists, tables, plots and reports. You can change it at any time.
city-mine = My city
city-mine-is = My city: { $place }
city-levers-hint = Move a figure of the city's own policies; everything else follows. The province's rules also apply here and are not changed.
city-clauses = Clause by clause…
city-clauses-hint = Shows each changed clause and its effect on the reference productions and on the portfolio
city-edit-policy = Edit as a form…
city-edit-policy-of = Edit as a form: { $policy }
city-no-levers = None of the city's own policies states a figure that can be moved. You can write a new policy as a form.
city-tick = overtakes { $rival } from { $figure }
city-drop = { $count ->
    [one] Undo 1 change
   *[other] Undo { $count } changes
}
city-cost = Cost per year
city-cost-hint = Enter the number of awards per year; each counts with the most that a reference production receives.
city-cost-none = None of the city's own incentives has a published amount.
city-cost-count = a year
city-cost-before = now
city-cost-after = proposed
city-cost-sum = Total, at most
city-count-of = Awards per year: { $incentive }
city-pool = Pool, per year
city-pool-hint = Enter the pool in yuan to see what fits.
city-pool-over = { $amount } over the pool.
city-pool-left = { $amount } left in the pool.
city-working = Calculating…
city-shares = of budget
city-head = Up to ÷ total budget
city-head-certain = Certain ÷ total budget
city-head-published = Published ÷ total budget
city-reach-published = Published
change-unpublished = not published
change-assumed = { $figure } (assumed)
change-basis = { $what } · basis
city-basis-none = Does not count as certain, because it is not confirmed that this policy is in force.
city-basis-hint = Only "by formula" makes the amount certain for a production.
city-basis-unpublished = An amount that is not published is never certain, whatever the basis.
city-lever-assumed = No amount is published. This one is your assumption: counted as "up to", never as certain.
city-lever-unpublished = unpublished
city-assumes = Assumed, not published: { $what }
city-levers-unpublished = { $names }: no amount is published, so there is no figure to move. To assume one, edit the policy in the library and mark it as an assumption. Ranks and cost are recalculated, and you can undo it.
city-no-budget = no budget
city-rank-head = National rank
city-rivals = Beside { $count } ▼
city-rivals-default = The ten with the highest ceilings
city-part-levers = Levers
city-part-map = Standing
city-part-panels = Effects
city-legend-certain = certain
city-legend-up-to = up to; darker is more
city-legend-hearsay = second-hand only
city-legend-open = open or not published
city-legend-times = 1.6× means more than the whole budget
city-ranks = Ranks
city-ranks-none = Nothing is proposed yet.
city-ranks-same = No rank moves.
city-weights = Weighted over the productions
city-weights-own = Your own weights
city-weights-vertical = Producer of vertical dramas
city-weights-base = Base operator
city-weights-exporter = Exporter
city-gains = Who gains, who loses
city-gains-same = { $count ->
    [one] 1 production receives the same.
   *[other] { $count } productions receive the same.
}
city-goal-past = Overtake a place
city-goal-among = Into the first three
city-goal-third = third place
city-goal-line = For { $place } to be among the first three:
city-on-productions = Each production
city-on-weighted = Weighted rank
city-pass = What it takes
city-pass-rival = To overtake: { $rival }
city-pass-nothing = There is nothing to compare: no production that counts has a budget, or no other place has a policy.
city-pass-leads = ahead by { $amount }
city-pass-among = among the first three: ahead of { $rival }, the third of the others, by { $amount }
city-pass-level = level
city-pass-level-third = level with { $rival }, the third of the others
city-pass-short = { $amount } short
city-pass-short-third = { $amount } short of { $rival }, the third of the others
city-pass-never = Cannot be done with any figure alone. { $count ->
    [0] None of the city's own policies states a figure that can be changed; it takes a new clause.
    [one] The one figure that can be changed is not enough, whatever its value; it takes a new clause.
   *[other] None of its { $count } figures is enough, whatever its value.
}
city-pass-others = Other figures that are enough: { $count }
city-pass-done = done
city-pass-copy = Copy as text: what it takes
city-pass-cancel = Cancel: what it takes
city-pass-stopped = Not calculated: it was cancelled or failed.
city-pass-again = Calculate again
city-pass-note-first = The first three are counted over all places with a policy outside the city, by the amounts compared.
city-pass-note = One figure changed, nothing else: the nearest figure that is enough, from the exact curve. The cost counts each reference production once.
city-cell-close = Close the explanation
city-cell-now = Current law
city-cell-then = As proposed
city-cell = { $place }, { $production }: certain { $certain }, up to { $most }, { $rate } of the budget, rank { $rank }
city-found = { $moved ->
    [0] No rank moves
    [one] One rank of { $total } moves
   *[other] { $moved } of { $total } ranks move
}{ $passed ->
    [0] { "" }
   *[other] , overtaking { $places }
}; { $cost } on the reference productions
city-rest = { $open ->
    [0] All ranks are certain.
    [one] One rank is uncertain, because an amount is not published.
   *[other] { $open } ranks are uncertain, because amounts are not published.
}

## City: scenarios and portfolios

city-mode-references = References
city-mode-portfolio = Portfolio
city-mode-scenarios = Side by side
city-answers = Effect of open answers
city-answers-hint = Calculated when you open it: open yes/no questions and choices take every answer, to see who is first.
city-two = Two figures together…
city-two-of = Two figures together: { $production }
city-two-try = Try both changes
scenarios = Scenarios
scenarios-nameless = Scenario { $letter }
scenarios-begin = New scenario
scenarios-copy = Copy scenario
scenarios-copy-of = { $name } (copy)
scenarios-head = Title, author, reason
scenarios-title = Title
scenarios-author = Author
scenarios-reason = Reason
scenarios-remove = Remove this scenario
scenarios-stale = { $what }: the scenario changes it from { $old }, but it is now { $now }. This change is not counted.
scenarios-gone = { $what }: the library no longer has this figure ({ $policy }). This change is not counted.
scenarios-no-incentive = { $what }: the library no longer has this incentive as money ({ $policy }). This change is not counted.
scenarios-found = { $count ->
    [one] One scenario compared with current law
   *[other] { $count } scenarios compared with current law
}
scenarios-hint = One column per scenario, each reference production counted once. Click a name to move its figures on the left.
scenarios-figures = Proposed changes
scenarios-nothing = same as current law
scenarios-bill = Each reference production once, up to
scenarios-bill-certain = of which certain
scenarios-gains = { $winners } gain, { $losers } lose
scenarios-rank = Rank: { $name }
action-take-back = undo the proposed changes
action-scenario-begin = new scenario
action-scenario-copy = copy scenario
action-scenario-remove = remove scenario
action-scenario-title = title of the scenario
action-scenario-author = author of the scenario
action-scenario-reason = reason of the scenario
action-portfolio = change the portfolio
action-portfolio-count = change the number of { $name }
action-portfolio-applications = read { $count } applications
action-portfolio-made = change the drawn productions
action-portfolio-pool = change the pool
action-portfolio-gone = change what happens when the pool runs out
action-portfolio-company = change the cap per company and year
action-portfolio-yuan = change the value of a local yuan
portfolio-empty-title = The portfolio has no productions yet
portfolio-empty = Enter the number of each reference production, open last year’s applications, or draw productions from stated distributions. Cost, pool, winners and losers follow.
portfolio-found = { $place }, { $count } productions: up to { $paid } paid, { $certain } of it certain{ $has_more ->
    [yes] ; { $more } than now
   *[no] { "" }
}{ $has_pool ->
    [yes] ; { $pool }
   *[no] { "" }
}
portfolio-found-lacks = the pool is { $amount } short
portfolio-which = What is counted
portfolio-open = Open portfolio or applications…
portfolio-save = Save portfolio…
portfolio-clear = Clear
portfolio-opened = Opened { $name }
portfolio-mix = Reference productions, per year
portfolio-applications = Applications
portfolio-no-applications = None. Open a table in CSV, XLSX, XLS or ODS with one application per row and questions as headings; rows with a problem are listed one by one.
portfolio-has-applications = { $count ->
    [one] One, in the order of the table.
   *[other] { $count }, in the order of the table.
} More than 500 are not kept with the window; save them as a portfolio.
portfolio-made = Drawn productions
portfolio-made-told = { $count } productions, { $like }, from seed { $seed }. { $draws }.
portfolio-made-after = otherwise like “{ $name }”
portfolio-made-bare = otherwise unanswered
portfolio-made-edit = Distributions
portfolio-made-remove = Remove
portfolio-made-add = Draw productions
portfolio-made-count = Number
portfolio-made-seed = Seed
portfolio-made-like = Answer what is not drawn as in
portfolio-made-like-none = nothing
portfolio-draw-add = Draw one more answer…
portfolio-draw-remove = Stop drawing { $fact }
portfolio-draw-from = { $fact }, from
portfolio-draw-to = { $fact }, to
portfolio-draw-yes = share with yes to { $fact }
portfolio-draw-weight = { $fact }, weight of range { $part }
portfolio-drawn-between = { $from } to { $to }, equally likely
portfolio-drawn-part = { $from } to { $to } of { $fact }
portfolio-drawn-yes = { $share } yes
portfolio-drawn-stretch = { $share } between { $from } and { $to }
portfolio-drawn-choice = { $share } { $choice }
portfolio-money = Money
portfolio-per-company = Cap per company and year
portfolio-local-yuan = Value of a yuan spent locally
portfolio-gone = When the pool runs out
portfolio-gone-first = first come, first served
portfolio-gone-rata = the same share for everyone
portfolio-gone-score = by { $fact }, highest first
portfolio-bill = Cost ({ $scale })
portfolio-row-over = Over the cap per company
portfolio-row-lacks = Beyond the pool
portfolio-row-paid = Paid
portfolio-before = Now: { $sentence }
portfolio-unbounded = { $count ->
    [one] The amount for one production has no limit; it counts with what is known.
   *[other] The amounts for { $count } productions have no limit; they count with what is known.
}
portfolio-no-worth = Enter the value of a yuan spent locally on the left to see how many productions must come because of the policy for it to pay for itself.
portfolio-sizes = By size (total budget)
portfolio-kinds = By kind
portfolio-counts-each = Every reference production counts once.
portfolio-counts-one = { $name }: { $count }
portfolio-counts-mix = Reference productions: { $mix }.
portfolio-counts-applications = Applications: { $count }.
portfolio-counts-pool = The pool per year is { $pool }; when it runs out: { $gone }.
portfolio-counts-cap = No company receives more than { $cap } in a year.
portfolio-counts-worth = A yuan spent in the place counts as { $worth } yuan.
portfolio-note = Gains and losses compare what is due, before caps and the pool. "Paid" assumes that everything is granted in full.
portfolio-column-count = number
portfolio-column-due = due, up to
portfolio-column-paid = paid
portfolio-column-gain = gain
portfolio-column-lose = lose
portfolio-size-below = below { $end }
portfolio-size-between = { $from } to below { $to }
portfolio-size-from = { $end } and more
portfolio-no-size = budget not answered
portfolio-no-kind = application, orientation not answered
portfolio-applications-of = application, { $kind }
applications-title = Applications: { $name }
applications-hint = One application per row. Choose the question that each column answers; a column without a question is not read.
applications-company = Column with the company
applications-work = Column with the title of the work
applications-no-column = none
applications-no-names = Leave out names of companies and works (companies are numbered, so that yearly caps still apply)
applications-ask = These columns could be the same question; keep one: { $columns }
applications-more = { $count ->
    [one] One more row has a problem
   *[other] { $count } more rows have a problem
}
applications-take = { $count ->
    [one] Import one application
   *[other] Import { $count } applications
}
applications-taken = { $count ->
    [one] One application was read
   *[other] { $count } applications were read
}

## Applying, papers, gates

condition-unclear = open: { $of }
step-unclear-note = the text does not say, and no answer settles it
lint-not-certain = "{ $id }" is an Entitlement, but its note or quote says "{ $word }": an authority still decides. Make it UpTo or Competitive, or accept the advice NotCertain with the reason.
lint-repeats-cap = "{ $id }" gives { $cap }, which is the joint cap it is under. A cap is not an award: leave its amount out, and write the items that are known.
problem-ends-before = The last day, { $to }, is before the first, { $from }.
problem-no-days = A window needs "from" or "to".
problem-more-than-applied = { $granted } granted of { $applied } that applied: more were granted than applied.
problem-long-quote = The quote has { $length } characters; at most { $most } are allowed. Keep only the words that matter.
problem-fingerprint = "{ $found }" is not a fingerprint. Write "sha256:" and 64 digits of 0-9 and a-f.
role-paid = paid out
field-precedents = earlier decisions
field-gates = classes and required documents
apply-open-until = open until { $date }
apply-open = open
apply-opens = opens { $date }
apply-closed = closed since { $date }
apply-rolling = at any time
apply-until-spent = until the budget is used up
apply-from = from { $date }
apply-until = until { $date }
window-open = open
window-coming = not yet open
window-closed = closed
window-round = { $round }: { $days } ({ $state })
window-days = { $days } ({ $state })
apply-title = Applying and payment
apply-times = When to apply
apply-where = Where
apply-papers = Documents to submit
apply-decides = Who decides
apply-decision = Decision within
apply-days = { $days } days of acceptance
apply-paid = Paid when
award-paid = paid: { $when }
paid-after-months = { $months } months after the application
pool-part = of which { $amount } for { $purpose }
pool-used = paid out in { $period }: { $amount }
precedents-title = Earlier decisions
precedent-odds = { $granted } of { $applied } granted ({ $share })
precedent-granted = { $granted } granted
precedent-applied = { $applied } applied
paid-title = Promised and paid
payment-enter = Enter or edit payments
payment-record = Add the payment
payment-note = Remark
payment-no-source = Choose a source…
payment-missing = Fill it in.
payment-bad-amount = Write an amount above zero, such as 200,000.
payment-bad-count = Write a whole number of at least 1.
payment-bad-day = Write it like 2026-06-30, or only year and month.
payment-late = This is after the day of payment or announcement.
payment-needs-source = Choose a source; if there is none yet, create it under "Sources".
payment-known = The library already has this payment.
paid-none = No published payment or announcement of one was found.
paid-mean = Paid to { $count } so far, { $mean } each on average (last: { $last })
paid-mean-announced = Paid or announced for { $count }, { $mean } each on average (last: { $last })
paid-range = Between { $least } and { $most }
paid-few = Few cases (n = { $count }), too few to show a pattern
paid-any-incentive = The published record does not say under which clause
paid-days = { $days } days from application to payment, the median (n = { $count })
paid-days-unknown = The time from application to payment is not published
paid-odds = { $period }: { $granted } of { $applied } applications granted ({ $share })
paid-short = paid so far: n = { $count }, { $mean } each on average
paid-short-announced = paid or announced: n = { $count }, { $mean } each on average
paid-short-any = under which clause is not stated
paid-short-days = { $days } days after the application, the median (n = { $count })
paid-short-none = no payment was published
paid-mark = n = { $count }
paid-mark-odds = { $granted } of { $applied }
payment-paid = { $on }: { $to } received { $amount }
payment-announced = { $on }: { $amount } announced for { $to }
payment-paid-each = { $on }: { $to }, { $count } recipients, { $amount } each
payment-announced-each = { $on }: { $to }, { $count } recipients, { $amount } each, announced
gate-title = Class and required documents (pays nothing)
gate-none = no class fits
gate-open = { $classes }; to find out which, answer: { $facts }
gate-class = { $class }. Required document: { $needs }
gate-class-paper = { $class }; { $held }. Required document: { $needs }
gate-held = the work has the required document
gate-not-held = the work does not have the required document
gate-not-answered = whether the work has the required document is not answered yet
evidence-official = official text
evidence-press = press report
evidence-second-hand = second hand
evidence-title = Evidence
evidence-second-hand-help = The text was seen only in a repost, a digest or a second-hand report. Ask the issuer before relying on it.
evidence-mark = † Known wholly or partly from a repost, a digest or a second-hand report only
evidence-part = { $amount } of it is known from second-hand reports only.
legend-second-hand = Up to, second-hand
filter-official = Official text only
official-only-note = Only incentives known from an official text or its republication are counted.
reach-answers = link works
reach-gone = link broken
source-read-on = read on { $date }
source-fingerprint = Text as read: { $fingerprint }
remarks-title = Statements about this place
remark-claim = own claim
remark-statement = statement
remark-challenge = challenge
remark-advice = recommendation
cap-only = No amount of an item is published; at most { $amount } in all.
cap-within = With unpublished amounts, at most { $amount } in all.
row-apply = When to apply
row-paid = Paid when
row-odds = Earlier decisions
withdrawn-on = withdrawn after { $date }
cli-arg-official = Count only what is known from an official text or its republication
cli-award-more = apply: { $when } · paid: { $paid } · evidence: { $seen }
cite-quote = “{ $quote }”
apply-not-published = not published
problem-repeated-key = "{ $key }" is given twice here. Keep one of them.
problem-bare-value = { $found } cannot be written here on its own.
hint-bare-amount = Write Fixed({ $found }) for money, Count({ $found }) for a number, or Rate(…) for a rate.
hint-bare-rate = Write Rate({ $found }) for a rate, or Share(rate: { $found }, of: …) for a rate of something.
hint-bare-text = Write Fact({ $found }) for an answer, Line({ $found }) for a named line, or Rate("10%") for a rate.
hint-bare-start = Write AtLeast({ $found }) to include the figure itself, MoreThan({ $found }) to exclude it.
hint-bare-end = Write AtMost({ $found }) to include the figure itself, LessThan({ $found }) to exclude it.
hint-bare-outcome = Write Paid({ $found }), or UpTo({ $found }) if nothing of it is certain.
hint-bare-condition = Write Yes({ $found }) for a yes/no question.
hint-bare-comparison = Write what is compared with it, such as AtLeast(Fact("…"), Fixed({ $found })).
hint-bare-rule = Write a rule, such as Sum, Highest or SumUpTo(Fixed({ $found })).
problem-unquoted-unit = { $found } has a unit and needs quotes: "{ $found }".
problem-extra-bracket = There is an extra bracket here: the fields belong in one pair of round brackets.
problem-bad-id = The id "{ $id }" of this { $record } must not contain "{ $sign }".
problem-id-blank = The id "{ $id }" of this { $record } contains a blank.
problem-empty-id = The id of this { $record } is empty.
hint-ids = Use lower-case letters, digits, "-" and "_".
problem-unread = This { $record } is in { $file }, which cannot be read.
problem-follows-from = Because this file cannot be read, { $times } references to records in it ({ $record }) lead nowhere, and the records with these references are left out. Correct this file first.
problem-left-out = The { $record } "{ $id }" is left out because of an error in it, so this is left out too.
problem-broken-count = "{ $fact }" is { $found }; a whole number is needed. If parts can be counted, write "whole: false" in the fact.
problem-unit-clash = This is { $found }, and { $needed } is needed here.
hint-unit-share = Multiply it by an amount of money: Share(rate: …, of: …).
hint-unit-count = Say how much money each is: PerUnit(count: …, each: Fixed(…)); a figure of money is Fixed(…).
counts-money = money
counts-money-squared = money multiplied by money
counts-per-money = something divided by money
counts-share = a rate
counts-count = a count
counts-number = a bare number
problem-expects-nothing = The example "{ $id }" expects nothing, so it would always pass. Name at least one incentive, line or total.
problem-ends-before-begins = The last day, { $to }, is before the first, { $from }.
problem-begins-before-replaced = It begins on { $from }, before "{ $replaced }", which it replaces and which begins on { $began }.
lint-pays-nothing = The example "{ $example }" expects money, and a policy with the status "{ $status }" never pays. Write "status: InForce" with "valid_to", and give the example a day with "on".
lint-unused-line = No incentive uses the line "{ $id }". It is shown among the steps and has no effect.
problem-invisible-sign = There is an invisible character here that affects the text around it ({ $code }). It is shown by its code; remove it.
hint-more-texts = The same applies to other texts in this record: { $more }.
cli-lines-aside = Lines that no incentive uses:
cli-case-left-out = not calculated, because their policy has an error: { $count }
cli-case-unread = files that cannot be read, and any examples in them: { $count }
example-difference-hidden = { $what }: expected { $expected }, got { $found }, which is not quite the same; "rounded_to" says to what unit the source rounds
report-lacks-signs = No font has these characters, so boxes are shown instead: { $signs }. Install a font that has them and write the report again.
report-lacks-more-signs = No font has these characters, so boxes are shown instead: { $signs } and { $more } more. Install a font that has them and write the report again.
problem-nothing-named = No { $record } is named here. Write its id.
problem-no-words = "{ $field }" has no words. Write them between the quotes.
problem-percent-of = "{ $fact }" is not a share, but { $found } is. Write the amount or the number itself.
problem-amount-in-condition = In a condition, AtMost and AtLeast compare two amounts: AtMost(Fact("…"), Fixed(…)). With "cap" or "floor" they are amounts, and belong where an amount is needed.
## Keeping and saving

problem-empty-table = The file is empty. It should begin with a row of headings, such as indicator, place, period, value.
problem-not-a-file = This is a pipe, a device or a socket; a file is needed here.
lint-too-many-rules = "{ $id }" has too many rules between its incentives to try every combination; the result is marked as incomplete, and certain amounts are set too low rather than too high. Fewer rules, or groups instead of pairs, make it exact.
production-differs = { $what }: { $before } → { $after }
production-name = Name
production-currency = Currency
production-note = Remark
production-places = Places
production-nothing = nothing
production-unanswered = not answered
production-fact-in = { $fact } in { $place }
command-versions = Earlier versions…
action-restore = restore another version
versions-title = Earlier versions of { $name }
versions-text = The last ten versions saved here. Restoring one can be undone.
versions-none = No version of this file is kept yet. One is kept each time you save.
versions-unsaved = This production has not been saved yet. After you save it, the last ten versions are kept.
versions-same = as it is now
versions-broken = cannot be read
versions-look = Difference from { $time }
versions-look-short = Difference
versions-take = Restore { $time }
versions-take-short = Restore
versions-lines = From now to then:
changed-title = { $name } was changed elsewhere
changed-text = Another program changed the file since you opened or saved it. Which version should it have? If you keep yours, the other one is kept among the earlier versions. If you use the other one, you can undo it.
changed-text-gone = Another program changed the file since you opened or saved it. Which version should it have? If you keep yours, the current contents of the file are not kept.
changed-unreadable = Its current contents cannot be read: { $problem }
changed-mine = Keep mine
changed-theirs = Use the other one
changed-look = Show the difference
changed-lines = From mine to the other one:
changed-same = Both have the same contents; only the formatting differs.
gone-title = { $name } is no longer there
gone-text = Another program moved or removed { $path }, or the drive is not connected.
gone-write = Write it again
kept-draft = the unsaved production
kept-edits = your edits to the library
kept-settings = the window settings
notice-took-theirs = The production is now as the other program saved it.
notice-taken-back = An earlier version is open again. It is not saved yet.
notice-comments-moved = Comments in the file could not stay in place; they are now at its beginning.
notice-version-not-kept = Saved, but not kept among the earlier versions: { $reason }.
notice-leaves-folder = Not saved. { $kind } “{ $id }” has an id that cannot be used as a file name in the folder. Give it an id of letters, digits and hyphens.
notice-own-file = That is the production's own file. Choose another name.
notice-job-died = An error in the program stopped this work; nothing was written. What you have open is not affected. { $reason }
notice-second-window = Another window is open. Your work here is kept separately; edits to the library are merged when only one window is open.
notice-set-aside = Could not read { $what } from your last session; it was moved to { $path }. { $problem }
notice-stuck = Could not read { $what } from your last session, or rename it: { $reason }. It will not be overwritten.
notice-kept-elsewhere = Could not keep { $what } in the usual folder: { $reason }. It is kept in { $folder } for now. Save to another place.
notice-not-kept = If the program ends suddenly, { $what } will be lost, because it cannot be kept anywhere: { $reason }. Save to another place.
notice-kept-again = Unsaved changes are being kept again in case the program ends suddenly.
notice-edits-joined = Edits to the library from another window were added. Where both edited the same record, the other text is kept as a draft.
notice-edits-joined-left = Edits to the library from another window were added. What could not be merged is in { $path }.
notice-more-drafts = { $count ->
    [one] One more window ended suddenly. Its production opens in the next new window.
   *[other] { $count } more windows ended suddenly. Their productions open in the next new windows.
}
cli-exists = { $file } already exists; nothing was written. Choose another name, or replace it with --force.
cli-finished = An earlier run ended before { $file } was in place; it is in place now.
cli-is-input = { $file } is also read by this command; nothing was written. Choose another name.
cli-not-a-target = No other file can be placed beside { $file }; nothing was written. Choose another place.
cli-arg-force = Replace existing files
cli-died = An error in the program stopped this command; nothing more was written. { $reason }
