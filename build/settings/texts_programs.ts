import type {SettingText} from './texts';

export const PROGRAM_TEXTS = {
    MATTERMOST_URL: {
        section: 'Serve',
        help: 'The address of Mattermost, without the path of a team or channel.',
        example: 'https://chat.example.org',
        start: 'https://chat.example.org',
    },
    MATTERMOST_BOT_TOKEN: {
        section: 'Serve',
        help: 'The access token of the bot account.',
        example: 'xoxcs7m5f3d8pbq1y4jgk9hw6e',
        start: 'put-the-access-token-of-the-bot-account-here',
    },
    LISTEN_ADDRESS: {
        section: 'Serve',
        help: 'The `host:port` to listen on.',
        docs: 'With no host (`:8066`), it listens on every address of the machine.',
        example: '10.0.0.5:8066',
    },
    PUBLIC_URL: {
        section: 'Serve',
        help: 'The address at which the Mattermost server reaches the handler.',
        docs: 'It is written into every button. If empty, it is `http://` followed by `LISTEN_ADDRESS`, which is wrong if that stands for every address.',
        example: 'http://10.0.0.5:8066',
    },
    SUBSCRIPTIONS_FILE: {
        section: 'Serve',
        help: 'A file that says which channels want which alerts, as the System Console of the plugin exports it.',
        docs: 'Read and checked at the start. If empty, all alerts go to `DEFAULT_CHANNEL`, or where their notification command sends them. [More](subscriptions.md#a-file-for-the-service).',
        example: '/etc/openitcockpit-mattermost/subscriptions.json',
    },
    DATA_FOLDER: {
        section: 'Serve',
        help: 'The folder in which the handler keeps track of which post shows which alert.',
        docs: 'It is created if it does not exist. A relative path starts from the working directory.',
        example: '/var/lib/openitcockpit-mattermost',
    },
    NOTIFICATION_URL: {
        section: 'Notify',
        help: 'The address at which the handler accepts notifications.',
        example: 'http://10.0.0.5:8066/api/v1/notifications',
    },
    WEBHOOK_URL: {
        section: 'Notify',
        help: 'An incoming webhook of Mattermost, used if {NOTIFICATION_URL} is empty.',
        docs: 'Buttons then also need `PUBLIC_URL` and `SIGNING_SECRET`, with the same values as the handler. Names are looked up with `OPENITCOCKPIT_URL` and `OPENITCOCKPIT_API_KEY`.',
        example: 'https://chat.example.org/hooks/9x…',
    },
    NOTIFY_TIMEOUT: {
        section: 'Notify',
        help: 'How many seconds, 1 to 29, the command may take in all, retries included.',
        docs: 'The monitoring core kills it after 30.',
        example: '20',
    },
} as const satisfies Readonly<Record<string, SettingText>>;
