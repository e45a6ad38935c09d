/** Words of favourites, on the pages of datasets and agencies and on /my/. */
export const favouriteWords = {
  favourites: {
    title: '收藏',
    lead: '收藏只有本人可见；公开的只是每个数据集有多少人收藏。',
    empty: '还没有收藏。在数据集或者部门的页面上点“收藏”。',
    add: '收藏',
    kept: '已收藏',
    signIn: '登录后收藏',
    added: '已收藏。',
    removed: '已取消收藏。',
    remove: '取消收藏',
    list: '我的收藏',
    count: '{n} 人收藏',
    dataset: '数据集',
    agency: '部门开放清单',
    head: { what: '收藏', kind: '类型', since: '收藏日期', act: '办理' },
    clear: '清除全部收藏',
    clearHint: '全部收藏立即删除，不能恢复。',
    clearNow: '确认清除',
    cleared: '收藏已全部删除。',
  },
};
