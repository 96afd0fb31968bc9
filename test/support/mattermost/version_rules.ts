export const MATTERMOST_VERSIONS = ['5.37', '7.0', '11.6'] as const;

export type MattermostVersion = (typeof MATTERMOST_VERSIONS)[number];

/** Differences between the three recorded servers; everything else is the same. */
export interface VersionRules {
    readonly serverVersion: string;
    /** Posts have `parent_id`. */
    readonly parentId: boolean;
    /** Posts have `file_ids` even if there are none. */
    readonly fileIds: boolean;
    readonly broadcastKeys: readonly string[];
    /** A webhook post marks its author as online in the `posted` event. */
    readonly webhookSetsOnline: boolean;
    /** Webhook errors are wrapped in `web.incoming_webhook.general.app_error`. */
    readonly wrapsWebhookErrors: boolean;
    readonly webhookPriority: boolean;
    /** Answering an action with 200 and no body is an error. */
    readonly emptyActionAnswerFails: boolean;
    /** A dialog answer that is not JSON is an error (otherwise ignored). */
    readonly dialogTextFails: boolean;
    readonly triggerLifetimeMs: number;
    /** `PUT /posts/{id}` without props keeps them (otherwise drops them all). */
    readonly putKeepsProps: boolean;
    /** Writing back actions without their `integration` panics and closes the connection. */
    readonly readModifyWritePanics: boolean;
    /** Largest body; undefined: no such limit. */
    readonly maxPayloadBytes: number | undefined;
    readonly errorPrefix: string;
    /** The right to read a channel's posts, as spelled in errors. */
    readonly readPermission: string;
    readonly permissionSuffix: string;
    readonly unknownChannelOnSubmit: 403 | 404;
    readonly integrationTimeout: string;
    readonly forbiddenAddress: (address: string) => string;
    /** How the server reports the router's "404 page not found" for a plugin that is not there. */
    readonly missingPlugin: string;
    readonly resourceNotFound: (kind: string, id: string) => string;
}

const FORBIDDEN =
    'address forbidden, you may need to set AllowedUntrustedInternalConnections to allow an integration access to your internal network';
const TRAILING_TEXT = "invalid character 'p' after top-level value";

const old = {
    fileIds: false,
    webhookSetsOnline: true,
    wrapsWebhookErrors: false,
    webhookPriority: false,
    dialogTextFails: false,
    triggerLifetimeMs: 3_000,
    putKeepsProps: false,
    maxPayloadBytes: undefined,
    errorPrefix: 'err=',
    readPermission: 'read_channel',
    permissionSuffix: ',',
    unknownChannelOnSubmit: 403,
    integrationTimeout: 'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    forbiddenAddress: () => FORBIDDEN,
    resourceNotFound: (kind: string, id: string) => `resource: ${kind} id: ${id}`,
} as const;

export const VERSION_RULES: Readonly<Record<MattermostVersion, VersionRules>> = {
    '5.37': {
        ...old,
        serverVersion: '5.37.0',
        parentId: true,
        broadcastKeys: ['omit_users', 'user_id', 'channel_id', 'team_id'],
        emptyActionAnswerFails: true,
        readModifyWritePanics: true,
        missingPlugin: 'json: cannot unmarshal number into Go value of type model.PostActionIntegrationResponse',
    },
    '7.0': {
        ...old,
        serverVersion: '7.0.0',
        parentId: false,
        broadcastKeys: ['omit_users', 'user_id', 'channel_id', 'team_id', 'connection_id'],
        emptyActionAnswerFails: false,
        readModifyWritePanics: false,
        missingPlugin: TRAILING_TEXT,
    },
    '11.6': {
        serverVersion: '11.6.0',
        parentId: false,
        fileIds: true,
        broadcastKeys: ['omit_users', 'user_id', 'channel_id', 'team_id', 'connection_id', 'omit_connection_id'],
        webhookSetsOnline: false,
        wrapsWebhookErrors: true,
        webhookPriority: true,
        emptyActionAnswerFails: false,
        dialogTextFails: true,
        triggerLifetimeMs: 30_000,
        putKeepsProps: true,
        readModifyWritePanics: false,
        maxPayloadBytes: 300_000,
        errorPrefix: '',
        readPermission: 'read_channel_content',
        permissionSuffix: '',
        unknownChannelOnSubmit: 404,
        integrationTimeout: 'context deadline exceeded',
        forbiddenAddress: (address) =>
            `${FORBIDDEN}: IP ${address} is in a reserved range and not in AllowedUntrustedInternalConnections`,
        missingPlugin: TRAILING_TEXT,
        resourceNotFound: (kind: string, id: string) => `resource "${kind}" not found, id: ${id}`,
    },
};
