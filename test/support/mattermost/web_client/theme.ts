import {Preferences} from 'mattermost-redux/constants';

/** Variable name → key of Mattermost's theme. */
const VARIABLES = {
    'sidebar-bg': 'sidebarBg',
    'sidebar-text': 'sidebarText',
    'sidebar-unread-text': 'sidebarUnreadText',
    'sidebar-text-hover-bg': 'sidebarTextHoverBg',
    'sidebar-text-active-border': 'sidebarTextActiveBorder',
    'sidebar-text-active-color': 'sidebarTextActiveColor',
    'sidebar-header-bg': 'sidebarHeaderBg',
    'sidebar-header-text-color': 'sidebarHeaderTextColor',
    'sidebar-teambar-bg': 'sidebarTeamBarBg',
    'online-indicator': 'onlineIndicator',
    'away-indicator': 'awayIndicator',
    'dnd-indicator': 'dndIndicator',
    'mention-bg': 'mentionBg',
    'mention-color': 'mentionColor',
    'center-channel-bg': 'centerChannelBg',
    'center-channel-color': 'centerChannelColor',
    'new-message-separator': 'newMessageSeparator',
    'link-color': 'linkColor',
    'button-bg': 'buttonBg',
    'button-color': 'buttonColor',
    'error-text': 'errorTextColor',
    'mention-highlight-bg': 'mentionHighlightBg',
    'mention-highlight-link': 'mentionHighlightLink',
} as const;

export type Theme = (typeof Preferences.THEMES)['denim'];

const triple = (color: string): string =>
    (color.slice(1).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).join(',');

/** Sets Mattermost's CSS variables, and the `-rgb` variants that its `rgba()` colours need. */
export const applyTheme = (name: string | null): Theme => {
    const theme = name === 'dark' ? Preferences.THEMES.onyx : Preferences.THEMES.denim;
    const {style} = document.documentElement;
    for (const [variable, key] of Object.entries(VARIABLES)) {
        style.setProperty(`--${variable}`, theme[key]);
        const twin = variable === 'error-text' ? 'error-text-color-rgb' : `${variable}-rgb`;
        style.setProperty(`--${twin}`, triple(theme[key]));
    }
    style.colorScheme = name === 'dark' ? 'dark' : 'light';
    return theme;
};
