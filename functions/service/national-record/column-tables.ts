/**
 * What a catalogue record carries, once for all its forms: names of XML elements and JSON members (dotted where they are
 * nested), headers of the workbook, and places of the descriptor, which are the same. What `columns.ts` makes of it are rows.
 */

/**
 * Of the sheet 信息资源, a row an entry. `guide`: core metadata of the national guide (《政务信息资源目录编制指南（试行）》,
 * 发改高技〔2017〕1272号); the others are what the Measures and this platform add.
 */
export const resourceTable = `
category | 信息资源分类 | derived | guide | 由信息资源代码的第一位得出：1 基础，2 主题，3 部门；可以不填
title | 信息资源名称 | text | guide required | 2 至 200 字
code | 信息资源代码 | text | guide required | 类 1 位、项 2 位、目 3 位、细目若干位，“/”，顺序号，如 307008006/3
publisher | 信息资源提供方 | agency-name:publisher | guide | 已登记单位的名称；与提供方代码至少填一项，两项都填的须一致
publisherCode | 信息资源提供方代码 | agency-code:publisher | guide | 18 位统一社会信用代码（GB 32100）；单元格设为文本
description | 信息资源摘要 | text | guide required | 50 至 5000 字：里面有什么，从哪里来，怎样用
formats | 信息资源格式 | list | guide | 如 CSV；多个值用“；”分隔
sharing.type | 共享类型 | word:sharing | guide required | 无条件共享、有条件共享（办法：授权共享）、不予共享（办法：非共享）
sharing.conditions | 共享条件 | text | guide | 有条件共享的写明条件
sharing.method | 共享方式 | text | guide | 如：平台下载或者接口
sharing.reason | 共享属性理由 | text | - | 不是无条件共享的必填（办法第二十五条）
sharing.legalBasis | 共享属性依据 | text | - | 不是无条件共享的必填（办法第二十五条）
openness.isOpen | 是否向社会开放 | derived | guide | 由开放类别得出：非开放为“否”，其余为“是”；可以不填
openness.conditions | 开放条件 | text | guide | 有条件开放的必填，其余不填（办法第二十八条）
openness.class | 开放类别 | word:openness | required | 办法第二十八条
openness.ground | 开放类别情形 | word:ground | - | 前三项用于有条件开放，后三项用于非开放；有条件开放和非开放的必填（办法第二十八条）
openness.reason | 开放属性理由 | text | - | 有条件开放和非开放的必填（办法第二十八条）
openness.legalBasis | 开放属性依据 | text | - | 有条件开放和非开放的必填（办法第二十八条）
openness.applicants | 可申请对象 | word:applicants | - | 只用于有条件开放；不填为不限
updateCycle | 更新周期 | word:updateCycle | guide required | 不定期的须填复核日期（办法第二十二条）
issued | 发布日期 | day | guide required | 格式 2026-03-31
related | 关联资源代码 | list | guide | 其他资源的信息资源代码；多个值用“；”分隔
id | 数据集标识 | text | - | 网址的一部分：小写英文字母、数字和连字符，2 至 64 位；不填的由信息资源代码得出，如 307008006-3
theme | 主题 | word:theme | required | 国家主题 201 至 217
baseLibrary | 基础库 | word:baseLibrary | - | 属于六大基础库的填写（办法第二十一条）
keywords | 标签 | list | required | 1 至 20 个；多个值用“；”分隔
acquisition | 来源方式 | word:acquisition | required | 共享、协商获得的不列入开放清单（办法第二十九条）
derivedFrom | 所依据的共享数据集 | list | - | 由共享获得的数据加工而成的填写其数据集标识，不得开放（办法第二十四条、第二十九条）；多个值用“；”分隔
dataLevel | 数据级别 | word:dataLevel | required | 只有一般数据可以无条件开放（GB/T 43697-2024）
priority.grounds | 高价值情形 | words:priority | - | 优先开放的填写（办法第二十九条）；多个值用“；”分隔
priority.note | 高价值说明 | text | - | 填了高价值情形的必填
modified | 更新日期 | day | required | 格式 2026-03-31
reviewBy | 复核日期 | day | - | 更新周期为不定期的必填；格式 2026-03-31
responsibleDepartment | 省级责任部门 | agency-name:responsibleDepartment | - | 不填的按提供方登记的责任部门
responsibleDepartmentCode | 省级责任部门代码 | agency-code:responsibleDepartment | - | 18 位统一社会信用代码；单元格设为文本
spatial.code | 空间范围代码 | text | required | GB/T 2260 代码，如 220000
spatial.name | 空间范围 | text | required | 如：吉林省
spatial.nameEn | 空间范围英文名 | text | - | 可以不填
temporal.start | 时间范围起 | day | - | 格式 2026-03-31
temporal.end | 时间范围止 | day | - | 格式 2026-03-31；仍在延续的不填
licence | 开放协议 | text | - | 不填为 CC-BY-4.0；另可填 CC0-1.0、ODC-By-1.0、MIT 或者协议网址
contact.phone | 联系电话 | text | - | 单位的电话，不得填个人手机；电话与邮箱都不填的按提供方登记的
contact.email | 联系邮箱 | text | - | 单位的邮箱
registration.code | 登记编码 | text | - | 公共数据资源登记的编码，可以不填
registration.queryCode | 查询码 | text | - | 公共数据资源登记的查询码，可以不填
titleEn | 英文名称 | text | - | 可以不填
descriptionEn | 英文摘要 | text | - | 可以不填；20 至 5000 字符
keywordsEn | 英文标签 | list | - | 多个值用“；”分隔
primaryKey | 主键 | list | - | 唯一确定一行的字段名；多个值用“；”分隔
minGroup | 最小汇总行数 | integer | - | 只用于有条件开放：只提供汇总，少于此数的组不提供（办法第四十五条）
mayBeEmpty | 可以没有数据行 | yes-no | - | 是或者否
synthetic | 示例数据 | yes-no | - | 程序生成的填“是”，名称和摘要须写明“示例数据”
note | 备注 | text | - | 可以不填
sources | 数据来源 | sources | - | 名称|网址|协议|说明，后三项可以空着；多个值用“；”分隔
data.path | 数据文件 | text | - | 放在描述文件旁边的数据文件的名称；无条件开放的发布前必须有
`;

/** Of the sheet 信息项, a row a field; in the record, the members of `fields`. */
export const fieldTable = `
title | 信息项名称 | text | guide required | 中文名称
dataType | 数据类型 | derived | guide | 指南的数据类型；与平台类型至少填一项
constraints.maxLength | 数据长度 | integer | guide | 字符型的最大字数；其他类型不填
name | 字段名 | text | required | 数据文件中的列名：字母或者下划线开头，63 位以内
type | 平台类型 | word:fieldType | - | 不填的按数据类型；年份和坐标须填
sensitivity | 敏感程度 | word:sensitivity | required | 敏感和个人信息字段不得无条件开放（办法第二十八条、第四十五条）
description | 信息项说明 | text | - | 可以不填
unit | 单位 | text | - | 计量单位
contains | 内容声明 | word:contains | - | 供隐私审查分辨
constraints.required | 必填 | yes-no | - | 是或者否
constraints.unique | 唯一 | yes-no | - | 是或者否
constraints.minimum | 最小值 | scalar | - | 数值、年份、日期可以填
constraints.maximum | 最大值 | scalar | - | 数值、年份、日期可以填
constraints.minLength | 最小长度 | integer | - | 只用于文本
constraints.pattern | 格式规则 | text | - | 正则表达式，只用于文本
constraints.enum | 值域 | scalars | - | 多个值用“；”分隔
titleEn | 信息项英文名称 | text | - | 可以不填
descriptionEn | 信息项英文说明 | text | - | 可以不填
`;
