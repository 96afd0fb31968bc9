import {gob} from '../wire';

/**
 * The fields we send of Mattermost's Go structs. Gob matches fields by name, so names are Go's; servers that know more
 * or fewer fields understand them all the same (server/public/model, checked against 11.6).
 */
const {any, bool, bytes, int, lazy, map, slice, string, struct} = gob;

export const STRINGS = slice(string, '[]string');
export const HEADERS = map(string, STRINGS, 'Header');
const ANY_MAP = map(string, any, 'map[string]interface {}');

export const APP_ERROR = struct('AppError', {
    Id: string,
    Message: string,
    DetailedError: string,
    RequestId: string,
    StatusCode: int,
    Where: string,
});

/** Attachments in the props of a post, where a plugin written in Go made them. */
const ATTACHMENT = struct('SlackAttachment', {
    Id: int,
    Fallback: string,
    Color: string,
    Pretext: string,
    AuthorName: string,
    AuthorLink: string,
    AuthorIcon: string,
    Title: string,
    TitleLink: string,
    Text: string,
    Fields: slice(struct('SlackAttachmentField', {Title: string, Value: any, Short: bool})),
    ImageURL: string,
    ThumbURL: string,
    Footer: string,
    FooterIcon: string,
    Timestamp: any,
    Actions: slice(
        struct('PostAction', {
            Id: string,
            Type: string,
            Name: string,
            Tooltip: string,
            Disabled: bool,
            Style: string,
            DataSource: string,
            Options: slice(struct('PostActionOptions', {Text: string, Value: string})),
            DefaultOption: string,
            Integration: struct('PostActionIntegration', {URL: string, Context: ANY_MAP}),
            Cookie: string,
        }),
    ),
});

/** model.AuditRecord */
export const AUDIT_RECORD = struct('AuditRecord', {
    EventName: string,
    Status: string,
    EventData: struct('AuditEventData', {Parameters: ANY_MAP, ObjectType: string}),
    Actor: struct('AuditEventActor', {UserId: string}),
    Meta: ANY_MAP,
    Error: struct('AuditEventError', {Description: string}),
});

/** Go's `error` values that we put into an interface. */
export const ERROR_STRING = struct('ErrorString', {Code: int, Err: string});
export const REGISTRY = new Map<string, gob.GobType>([
    ['*plugin.ErrorString', ERROR_STRING as gob.GobType],
    ['*model.AppError', APP_ERROR as gob.GobType],
    ['[]*model.SlackAttachment', slice(ATTACHMENT) as gob.GobType],
    ['[]*model.MessageAttachment', slice(ATTACHMENT) as gob.GobType],
    ['*model.AutocompleteDynamicListArg', struct('AutocompleteDynamicListArg', {FetchURL: string}) as gob.GobType],
    ['*model.AutocompleteTextArg', struct('AutocompleteTextArg', {Hint: string, Pattern: string}) as gob.GobType],
]);

const POST_FIELDS = {
    Id: string,
    CreateAt: int,
    UpdateAt: int,
    EditAt: int,
    DeleteAt: int,
    IsPinned: bool,
    UserId: string,
    ChannelId: string,
    RootId: string,
    OriginalId: string,
    Message: string,
    Type: string,
    Props: ANY_MAP,
    Hashtags: string,
    FileIds: STRINGS,
    PendingPostId: string,
    HasReactions: bool,
};
export const POST = struct('Post', POST_FIELDS);

/** With the part of its metadata that whoever makes a post may choose. */
export const NEW_POST = struct('Post', {
    ...POST_FIELDS,
    Metadata: struct('PostMetadata', {Priority: struct('PostPriority', {Priority: string})}),
});

/** A post as it comes, to be sent back whole. Its metadata and participants are the server's own. */
export const WHOLE_POST = struct('Post', {
    ...POST_FIELDS,
    MessageSource: string,
    Filenames: STRINGS,
    RemoteId: string,
    ReplyCount: int,
    LastReplyAt: int,
    IsFollowing: bool,
});

export const CHANNEL = struct('Channel', {
    Id: string,
    TeamId: string,
    Type: string,
    DisplayName: string,
    Name: string,
    Purpose: string,
    CreatorId: string,
});

export const BOT = struct('Bot', {Username: string, DisplayName: string, Description: string});

const DIALOG_OPTION = struct('PostActionOptions', {Text: string, Value: string});
const DIALOG_ELEMENT = struct('DialogElement', {
    DisplayName: string,
    Name: string,
    Type: string,
    SubType: string,
    Default: string,
    Placeholder: string,
    HelpText: string,
    Optional: bool,
    MinLength: int,
    MaxLength: int,
    DataSource: string,
    Options: slice(DIALOG_OPTION),
});
export const OPEN_DIALOG_REQUEST = struct('OpenDialogRequest', {
    TriggerId: string,
    URL: string,
    Dialog: struct('Dialog', {
        CallbackId: string,
        Title: string,
        IntroductionText: string,
        IconURL: string,
        Elements: slice(DIALOG_ELEMENT),
        SubmitLabel: string,
        NotifyOnCancel: bool,
        State: string,
    }),
});

export const PERMISSION = struct('Permission', {Id: string, Name: string, Description: string, Scope: string});

/** model.UserSearch */
export const USER_SEARCH = struct('UserSearch', {Term: string, InChannelId: string, Limit: int});

export const USER_GET_OPTIONS = struct('UserGetOptions', {Active: bool, Role: string, Page: int, PerPage: int});

const AUTOCOMPLETE_ARGUMENT = struct('AutocompleteArg', {
    Name: string,
    HelpText: string,
    Type: string,
    Required: bool,
    Data: any,
});

interface Autocomplete {
    readonly Trigger: string;
    readonly Hint?: string;
    readonly HelpText?: string;
    readonly RoleID?: string;
    readonly Arguments?: readonly gob.ValueOf<typeof AUTOCOMPLETE_ARGUMENT>[];
    readonly SubCommands?: readonly Autocomplete[];
}
const AUTOCOMPLETE: gob.GobType<Autocomplete> = struct('AutocompleteData', {
    Trigger: string,
    Hint: string,
    HelpText: string,
    RoleID: string,
    Arguments: slice(AUTOCOMPLETE_ARGUMENT),
    SubCommands: slice(lazy(() => AUTOCOMPLETE)),
}) as gob.GobType<Autocomplete>;

export const COMMAND = struct('Command', {
    Trigger: string,
    AutoComplete: bool,
    AutoCompleteDesc: string,
    AutoCompleteHint: string,
    DisplayName: string,
    Description: string,
    AutocompleteData: AUTOCOMPLETE,
});

export const COMMAND_RESPONSE = struct('CommandResponse', {ResponseType: string, Text: string});

/** model.WebsocketBroadcast */
export const BROADCAST = struct('WebsocketBroadcast', {UserId: string, ChannelId: string});

export const KV_OPTIONS = struct('PluginKVSetOptions', {Atomic: bool, OldValue: bytes, ExpireInSeconds: int});

export {ANY_MAP};
