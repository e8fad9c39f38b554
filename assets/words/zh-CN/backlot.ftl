### 剧策的中文。短句，不用行话。数字都带单位。
### 用词统一：确定可得（下限）、最高可至（上限）、金额未公布、未知。

app-name = Backlot 剧策

## Numbers and units

money = { $figure }元
money-other = { $code } { $figure }
count = { $figure } { $unit }
about = 约 { $value }
more-than = 超过 { $value }
at-most-value = 不超过 { $value }
from-to = { $from } – { $to }
unknown-value = ?
no-limit-known = 上限未知
scale-one = 元
scale-middle = 万元
scale-large = 亿元
scale-growth-money = 亿元
list-and = { $first }和{ $last }
list-or = { $first }或{ $last }
list-comma = 、
list-semicolon = ；
yes = 是
no = 否
times = { $figure } 倍

## What incentives reward

kind-work = 作品奖励
kind-award = 获奖与推优
kind-broadcast = 播出
kind-script = 剧本
kind-location = 取景与拍摄
kind-export = 出海
kind-technology = 技术
kind-base = 园区与基地
kind-rent = 租金
kind-company = 企业
kind-talent = 人才
kind-event = 活动
kind-finance = 金融
kind-service = 服务
kind-review = 审查
kind-copyright = 版权

## How certain

basis-entitlement = 按公式
basis-up-to = 最高
basis-competitive = 择优
basis-case-by-case = 一事一议
basis-in-kind = 非资金
basis-entitlement-help = 符合条件即可获得。
basis-up-to-help = 这是上限，由主管部门核定，也可能为零。
basis-competitive-help = 名额或资金有限，竞争择优，也可能为零。
basis-case-by-case-help = 由主管部门个案决定，请向发文单位咨询。
basis-in-kind-help = 以服务或实物支持，不发资金。
status-in-force = 现行
status-unconfirmed = 效力未核实
status-upcoming = 即将生效
status-draft = 征求意见
status-expired = 已到期
status-superseded = 已被取代
status-unconfirmed-help = 有报道，但未核实是否仍然有效，因此不计入确定可得。
grade-official = 官方文件
grade-news = 新闻
grade-aggregator = 摘要
grade-third-hand = 转述
read-whole = 已读全文
read-opening = 仅读到开头
read-report = 仅见报道
confidence-high = 可靠
confidence-medium = 较可靠
confidence-low = 存疑
per-work = 每部
per-project = 每个项目
per-company = 每家企业
per-company-year = 每家企业每年
per-event = 每场活动
per-script = 每个剧本
per-person = 每人
per-base = 每个基地
not-published = 金额未公布
checked-on = 核对于 { $date }
quota = 限 { $count } 个
pool = 资金池 { $amount }（{ $per }）
unofficial-copy = 仅见非官方转载

## Amounts in words

amount-up-to = 最高 { $amount }
amount-per = { $per } { $amount }
amount-share = { $of }的 { $rate }
amount-sum = { $parts }
amount-plus = { " + " }
amount-times = { " × " }
amount-difference = { $from }减去{ $less }
amount-lesser = { $parts }中的较低者
amount-greater = { $parts }中的较高者
amount-capped = { $of }，最高 { $cap }
amount-capped-per = { $of }，{ $per }最高 { $cap }
amount-floored = { $of }，不低于 { $floor }
amount-slice-open = 超过 { $from } 的部分 { $rate }
amount-slice = { $from } 至 { $to } 的部分 { $rate }
amount-slices = { $of }分段计：{ $slices }
amount-tier = { $bound }：{ $gives }
amount-tiers = 按{ $by }分档：{ $tiers }
amount-case = { $choices }：{ $gives }
amount-cases = 按{ $by }：{ $cases }
amount-per-unit = 按{ $count }，每个 { $each }
amount-per-unit-limit = 按{ $count }，每个 { $each }，最多 { $limit } 个
amount-if = 若{ $when }，{ $then }
amount-if-else = 若{ $when }，{ $then }；否则{ $otherwise }
with-conditions = { $conditions }：{ $amount }

## Conditions in words

condition-at-least = { $left } ≥ { $right }
condition-more-than = { $left } > { $right }
condition-at-most = { $left } ≤ { $right }
condition-less-than = { $left } < { $right }
condition-not = 非（{ $condition }）
condition-one-of = { $fact }为{ $choices }
condition-on-or-after = { $fact }不早于 { $date }
condition-on-or-before = { $fact }不晚于 { $date }
condition-role = 由{ $role }申领

## Stacking in words

stacking-unknown = 未知
stacking-sum = 可叠加
stacking-highest = 从高不重复
stacking-sum-up-to = 可叠加，合计最高 { $cap }
stacking-group = { $label }：{ $rule }
stacking-group-per = { $label }：{ $rule }（{ $per }）

## Outcomes

outcome-paid-certain = 确定
outcome-paid-possible = 有可能
outcome-not-eligible = 不符合
outcome-needs-answer = 待回答
outcome-not-calculable = 无法测算
outcome-conflict = 来源矛盾
reason-needs = 还需回答：{ $facts }
reason-in-kind = 以服务或实物支持，不发资金。
reason-in-kind-note = { $note }
reason-case-by-case = 个案决定，请咨询{ $issuer }。
reason-not-published = 金额未公布，请咨询{ $issuer }。
reason-not-in-force = 该政策{ $status }，不予发放。
reason-other-currency = 政策以 { $policy } 计，项目以 { $production } 计，未载入汇率。
reason-too-large = 数值过大，请检查所填内容。
reason-conflict = 条款相互矛盾。
reason-discretion = { $worked }；由主管部门核定
reason-competitive = { $worked }；竞争择优
reason-unconfirmed = { $worked }；是否仍然有效未核实
failed-compare = { $left }为 { $value }，须 { $condition }，还差 { $gap }
failed-compare-over = { $left }为 { $value }，须 { $condition }，超出 { $gap }
failed-compare-plain = 须 { $condition }
failed-yes = “{ $fact }”的回答为否
failed-role = 申请方不是{ $role }
failed-one-of = { $fact }为{ $value }，须为{ $choices }
failed-date-after = { $fact }为 { $value }，须不早于 { $date }
failed-date-before = { $fact }为 { $value }，须不晚于 { $date }
failed-not = 属于排除情形：{ $condition }

## Steps

step-fixed = 固定金额
step-answered = { $fact }
step-answered-note = 你的回答
step-missing = { $fact }
step-missing-note = 尚未回答
step-share = × { $rate }
step-sum = 相加
step-difference = 相减
step-product = 相乘
step-lesser = 取较低者
step-greater = 取较高者
step-cap = 上限 { $cap }
step-cap-binds = 已触及
step-cap-slack = 未触及
step-cap-room = 距上限还有 { $room }
step-cap-unknown = 可能触及
step-floor = 不低于 { $floor }
step-slices = 分段计算
step-slice = { $filled } × { $rate }
step-tier = 档位 { $bound }
step-tier-none = 未达到任何一档
step-tier-unknown = 档位取决于尚未回答的问题
step-tier-next = 下一档：{ $bound }
step-choice = 按{ $fact }
step-choice-none = 该答案不在表内
step-per-unit = 按个数
step-per-unit-limit = 按个数，最多 { $limit } 个
step-if = 条件与金额
step-all = 须全部满足
step-any = 满足其一即可
step-not = 不得满足
step-yes = { $fact }
step-compare = { $condition }
step-compare-over = 超出 { $gap }
step-compare-short = 还差 { $gap }
step-compare-exact = 恰在界上
step-claimant = 申领方：{ $role }
step-in-force = 政策状态：{ $status }
step-discretion = 由主管部门核定：从零到此数
step-competitive = 竞争择优：从零到此数
step-unconfirmed = 是否仍然有效未核实，因此不计入确定
step-group = { $label }：{ $rule }
step-policy = { $title }
step-policy-note = 叠加规则：{ $rule }
step-place = { $place }：确定可得与最高可至
step-place-note = 各项政策之间能否叠加未见规定：最稳妥的只有其中最高一项，合计只是可能
truth-yes = 满足
truth-no = 不满足
truth-unknown = 未知
worked-answer = { $fact } { $value }
worked-missing = { $fact }（未回答）
worked-share = { $of } × { $rate }
worked-cap-binds = { $of }，触及上限 { $cap }
worked-cap-slack = { $of }，未触及上限 { $cap }
worked-cap-unknown = { $of }，最高 { $cap }
worked-floor = { $of }，不低于 { $floor }

## Indicators

nature-actual = 实际
nature-estimate = 估计
nature-forecast = 预测
nature-target = 目标
nature-capacity = 产能
unit-yuan = 元
unit-dollar = 美元
unit-share = 占比
unit-change = 变化
unit-times = 倍数
unit-words = 文字
period-none = 未印明时间

## Problems: what is wrong, what was expected, what to do

severity-error = 错误
severity-warning = 提醒
problem-at = { $file } 第 { $line } 行第 { $column } 列
problem-unreadable = 文件无法读取：{ $reason }。请确认文件存在且有读取权限。
problem-is-folder = 这是文件夹；此处需要 RON 文件。
problem-nothing-found = 此文件夹中没有 .ron 文件。
problem-too-large = 文件有 { $bytes } MB，超过 { $limit } MB 的限制。请确认没有选错文件。
problem-not-text = 不是 UTF-8 文本文件。请另存为 UTF-8 文本。
problem-empty = 文件是空的。开头应为 Policy( 或 Places([ 这样的词。
problem-too-deep = 括号嵌套过深，请检查是否多写了左括号。
problem-ends-early = 内容提前结束，缺少右括号或引号。
problem-expected = 此处应为{ $token }。
problem-full-width = 此处是全角“{ $found }”，请改为半角“{ $plain }”。
problem-trailing = 结尾之后还有内容。一个文件只写一个值。
problem-unknown-field = 此处没有“{ $found }”这个字段。
problem-unknown-name = 此处不认识“{ $found }”。
problem-missing-field = 在此结束的记录缺少字段“{ $field }”。
problem-repeated-field = 字段“{ $field }”写了两次。
problem-wrong-value = 应为 { $expected }，实为 { $found }。
problem-other = { $message }
problem-repeated-id = { $record }的 id“{ $id }”已在 { $first } 使用，请改其中一个。
problem-dangling = 没有名为“{ $id }”的{ $record }。
problem-no-such-choice = “{ $fact }”没有选项“{ $choice }”。
problem-wrong-kind = “{ $fact }”不是此处需要的类型：{ $needed }。
problem-wrong-answer = “{ $fact }”的回答应为{ $needed }。
problem-out-of-bounds = “{ $fact }”为 { $found }，合理上限是 { $max }。占比写作 "85%" 或 0.85。
problem-negative = { $found } 是负数；金额和比例不能小于零。
problem-rate-above-one = 比例 { $found } 超过 100%。百分之十写作 "10%" 或 0.1。
problem-not-rising = 档位必须由低到高排列，只有最后一档可以不设上界。
problem-cycle = { $record }“{ $id }”绕回了自身。
problem-one-language = 只写了一种语言。
problem-no-source = “{ $id }”没有出处。
hint-allowed = 可用：{ $allowed }。
hint-nearest = 是否想写“{ $nearest }”？
token-comma = 逗号
token-colon = 冒号
token-list = “[”
token-list-end = “]”
token-struct = “(”
token-struct-end = “)”
token-map = “{"{"}”
token-map-end = “{"}"}”
token-text = 带引号的文字
token-text-end = 右引号
token-number = 数字
token-yes-no = true 或 false
token-name = 名称
needed-number = 数字
needed-yes-no = true 或 false
needed-choice = 所列选项之一
needed-date = 日期，如 "2026-03-01"
record-place = 地区
record-policy = 政策
record-incentive = 条目
record-line = 中间项
record-indicator = 指标
record-observation = 数据
record-fact = 问题
record-source = 出处
