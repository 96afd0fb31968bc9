import type {MattermostSite, Person} from '../../support/loop/mattermost_site';

/** Mattermost's theme Onyx, as its web client stores it. */
const DARK = {
    type: 'Onyx',
    sidebarBg: '#202228',
    sidebarText: '#ffffff',
    sidebarUnreadText: '#ffffff',
    sidebarTextHoverBg: '#25262a',
    sidebarTextActiveBorder: '#4a7ce8',
    sidebarTextActiveColor: '#ffffff',
    sidebarHeaderBg: '#24272d',
    sidebarHeaderTextColor: '#ffffff',
    sidebarTeamBarBg: '#292c33',
    onlineIndicator: '#3db887',
    awayIndicator: '#f5ab00',
    dndIndicator: '#d24b4e',
    mentionBg: '#4b7ce7',
    mentionBj: '#4b7ce7',
    mentionColor: '#ffffff',
    centerChannelBg: '#191b1f',
    centerChannelColor: '#e3e4e8',
    newMessageSeparator: '#1adbdb',
    linkColor: '#5d89ea',
    buttonBg: '#4a7ce8',
    buttonColor: '#ffffff',
    errorTextColor: '#da6c6e',
    mentionHighlightBg: '#0d6e6e',
    mentionHighlightLink: '#a4f4f4',
    codeTheme: 'monokai',
};

/** The theme is the person's: it changes on all their pages. */
export const setDark = async (site: MattermostSite, {id, token}: Person, dark: boolean): Promise<void> => {
    const theme = {user_id: id, category: 'theme', name: '', value: JSON.stringify(DARK)};
    const [method, path] = dark ? (['PUT', ''] as const) : (['POST', '/delete'] as const);
    await site.call(method, `/users/${id}/preferences${path}`, [theme], token);
};
