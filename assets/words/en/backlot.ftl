### Backlot in English. Sentence case, short, no jargon. A figure always has its unit.
### The same words everywhere: certain (floor), up to (ceiling), not published, not known.

app-name = Backlot 剧策

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
kind-award = Awards
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
basis-entitlement-help = Whoever meets the conditions gets it.
basis-up-to-help = A ceiling. The authority decides how much of it is granted, which may be nothing.
basis-competitive-help = From a quota or a pool, in competition. It may be nothing.
basis-case-by-case-help = The authority decides case by case. Ask the issuer.
basis-in-kind-help = Help in kind, not money.
status-in-force = in force
status-unconfirmed = not confirmed
status-upcoming = upcoming
status-draft = draft
status-expired = expired
status-superseded = superseded
status-unconfirmed-help = Reported, but whether it is still in force was not confirmed. Nothing of it counts as certain.
grade-official = official text
grade-news = news
grade-aggregator = summary
grade-third-hand = third hand
read-whole = read in full
read-opening = only the opening was read
read-report = known from reports
confidence-high = sure
confidence-medium = fairly sure
confidence-low = doubtful
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
quota = at most { $count }
pool = pool { $amount } { $per }
unofficial-copy = seen in an unofficial copy

## Amounts in words

amount-up-to = up to { $amount }
amount-per = { $amount } { $per }
amount-share = { $rate } of { $of }
amount-sum = { $parts }
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
outcome-paid-possible = possible
outcome-not-eligible = not eligible
outcome-needs-answer = needs an answer
outcome-not-calculable = not calculable
outcome-conflict = sources conflict
reason-needs = Still to answer: { $facts }
reason-in-kind = Help in kind, no money.
reason-in-kind-note = { $note }
reason-case-by-case = Decided case by case. Ask { $issuer }.
reason-not-published = The amount is not published. Ask { $issuer }.
reason-not-in-force = The policy is { $status }; nothing is paid.
reason-other-currency = The policy pays in { $policy }, the production counts in { $production }, and no rate is loaded.
reason-too-large = A figure is absurdly large; check the answers.
reason-conflict = The clauses contradict each other.
reason-discretion = { $worked }; granted at the authority's discretion
reason-competitive = { $worked }; granted in competition
reason-unconfirmed = { $worked }; whether it is still in force was not confirmed
failed-compare = { $left } is { $value }; { $condition } is needed, { $gap } short
failed-compare-over = { $left } is { $value }; { $condition } is needed, { $gap } too much
failed-compare-plain = { $condition } is needed
failed-yes = “{ $fact }” is answered no
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
step-all = All of these hold
step-any = One of these holds
step-not = This must not hold
step-yes = { $fact }
step-compare = { $condition }
step-compare-over = { $gap } above
step-compare-short = { $gap } short
step-compare-exact = exactly at the boundary
step-claimant = Claimed by: { $role }
step-in-force = The policy is { $status }
step-discretion = The authority decides: between nothing and this
step-competitive = In competition: between nothing and this
step-unconfirmed = Still in force? Not confirmed, so nothing is certain
step-group = { $label }: { $rule }
step-policy = { $title }
step-policy-note = stacking: { $rule }
step-place = { $place }: certain and possible
step-place-note = How policies add up to each other is not stated: only the highest is safe, the sum is possible
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
problem-nothing-found = No .ron file is in this folder.
problem-too-large = The file has { $bytes } MB; the limit is { $limit } MB. Check that it is the right file.
problem-not-text = This is not a text file in UTF-8. Save it as UTF-8 text.
problem-empty = The file is empty. It should begin with a word such as Policy( or Places([.
problem-too-deep = Brackets are nested too deeply. Look for an opening bracket too many.
problem-ends-early = The text ends too early. A closing bracket or quote is missing.
problem-expected = Expected { $token } here.
problem-full-width = Found the full-width “{ $found }”; write the plain “{ $plain }”.
problem-trailing = There is text after the end of the value. One file holds one value.
problem-unknown-field = There is no field “{ $found }” here.
problem-unknown-name = “{ $found }” is not known here.
problem-missing-field = The field “{ $field }” is missing from the record that ends here.
problem-repeated-field = The field “{ $field }” is given twice.
problem-wrong-value = Expected { $expected }, found { $found }.
problem-other = { $message }
problem-repeated-id = The id “{ $id }” of this { $record } is already used in { $first }. Give one of them another id.
problem-dangling = There is no { $record } “{ $id }”.
problem-no-such-choice = “{ $fact }” has no choice “{ $choice }”.
problem-wrong-kind = “{ $fact }” does not take { $needed }, which is needed here.
problem-wrong-answer = The answer to “{ $fact }” must be { $needed }.
problem-out-of-bounds = “{ $fact }” is { $found }; at most { $max } is sensible. A share is written "85%" or 0.85.
problem-negative = { $found } is negative; amounts and rates are never below zero.
problem-rate-above-one = The rate { $found } is above 100 %. Ten per cent is written "10%" or 0.1.
problem-not-rising = The steps must rise from the first to the last, and only the last may be open.
problem-cycle = The { $record } “{ $id }” leads back to itself.
problem-one-language = This is given in one language only.
problem-no-source = “{ $id }” has no source.
hint-allowed = Allowed: { $allowed }.
hint-nearest = Did you mean “{ $nearest }”?
token-comma = a comma
token-colon = a colon
token-list = “[”
token-list-end = “]”
token-struct = “(”
token-struct-end = “)”
token-map = “{"{"}”
token-map-end = “{"}"}”
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
