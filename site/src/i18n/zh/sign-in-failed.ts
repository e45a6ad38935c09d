/** The pages that say why a sign-in came to nothing. */
import type { SignInFailure } from '../../../../functions/routes/http/sign-in-failure.ts';

type Told = Readonly<Record<SignInFailure, { readonly title: string; readonly text: string }>>;
const reasons: Told = {
  expired: {
    title: '登录已过期',
    text: '登录没有在十分钟内完成，或者不是在这个浏览器中开始的。请重新登录：只用一个窗口，并允许本站使用 Cookie。',
  },
  declined: {
    title: '登录已取消',
    text: '你在统一身份认证处取消了登录，或者没有同意提供账号信息。公开的数据不登录也可以查看和下载。',
  },
  mismatch: {
    title: '登录没有完成',
    text: '统一身份认证的答复与这次登录不符，为了安全没有采用。可能同时打开了几个登录窗口，或者打开了用过的地址。',
  },
  provider: {
    title: '统一身份认证没有完成登录',
    text: '统一身份认证报告了错误。请重新登录；仍不成功的，请联系统一身份认证的服务单位。',
  },
  account: {
    title: '这个账号不能登录本平台',
    text: '统一身份认证没有写明账号的标识或者岗位。请用其他账号登录，或者请所在单位核对账号信息。',
  },
  unavailable: {
    title: '统一身份认证暂时无法连接',
    text: '现在不能登录，请过一会儿再试。公开的数据不登录也可以查看和下载。',
  },
};

export const signInFailed = {
  reasons,
  again: '重新登录',
  home: '回到首页',
  back: '回到刚才的页面',
};
