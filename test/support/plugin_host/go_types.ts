import {gob} from '../../../server-proxy/src/wire';

/**
 * Go structs as an 11.6 server describes them, with the fields the plugin process does not know (server/public/model,
 * server/public/plugin). Written down separately on purpose: each side has to follow Go, not the other side.
 */
const {any, bool, bytes, int, map, opaque, slice, string, struct, uint} = gob;

export const EMPTY = struct('', {});
const STRINGS = slice(string, 'StringArray');
const ANY_MAP = map(string, any, 'StringInterface');
export const HEADER = map(string, slice(string), 'Header');

export const CONTEXT = struct('Context', {
    SessionId: string,
    ConnectionId: string,
    RequestId: string,
    IPAddress: string,
    AcceptLanguage: string,
    UserAgent: string,
});

export const POST = struct('Post', {
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
    MessageSource: string,
    Type: string,
    Props: ANY_MAP,
    Hashtags: string,
    Filenames: STRINGS,
    FileIds: STRINGS,
    PendingPostId: string,
    HasReactions: bool,
    RemoteId: string,
    ReplyCount: int,
    LastReplyAt: int,
    IsFollowing: bool,
});

const STRING_FIELDS = {
    Fallback: string,
    Color: string,
    Pretext: string,
    AuthorName: string,
    AuthorLink: string,
    AuthorIcon: string,
    Title: string,
    TitleLink: string,
    Text: string,
};
const ATTACHMENT = struct('MessageAttachment', {
    Id: int,
    ...STRING_FIELDS,
    Fields: slice(struct('MessageAttachmentField', {Title: string, Value: any, Short: bool})),
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
            Integration: struct('PostActionIntegration', {URL: string, Context: ANY_MAP}),
        }),
    ),
});

export const ATTACHMENTS = '[]*model.SlackAttachment';
/** The type has this name in newer servers, which keep the old one on the wire. */
export const RENAMED_ATTACHMENTS = '[]*model.MessageAttachment';
/** Types the server registers for interfaces, of those it sends. */
export const INTERFACE_CONTENTS = new Map<string, gob.GobType>([
    [ATTACHMENTS, slice(ATTACHMENT, '[]*model.MessageAttachment') as gob.GobType],
    [RENAMED_ATTACHMENTS, slice(ATTACHMENT, '[]*model.MessageAttachment') as gob.GobType],
]);

export const USER = struct('User', {
    Id: string,
    CreateAt: int,
    UpdateAt: int,
    DeleteAt: int,
    Username: string,
    Email: string,
    EmailVerified: bool,
    AuthService: string,
    FirstName: string,
    LastName: string,
    Roles: string,
    Locale: string,
    Timezone: map(string, string, 'StringMap'),
    IsBot: bool,
    BotDescription: string,
    LastPictureUpdate: int,
});

export const GROUP = struct('Group', {
    Id: string,
    Name: string,
    DisplayName: string,
    Description: string,
    Source: string,
    RemoteId: string,
    CreateAt: int,
    UpdateAt: int,
    DeleteAt: int,
    AllowReference: bool,
});

export const GROUPS = slice(GROUP);

export const CHANNEL = struct('Channel', {
    Id: string,
    CreateAt: int,
    UpdateAt: int,
    DeleteAt: int,
    TeamId: string,
    Type: string,
    DisplayName: string,
    Name: string,
    Header: string,
    Purpose: string,
    LastPostAt: int,
    TotalMsgCount: int,
    ExtraUpdateAt: int,
    CreatorId: string,
});

export const FILE_INFO = struct('FileInfo', {
    Id: string,
    CreatorId: string,
    PostId: string,
    ChannelId: string,
    CreateAt: int,
    UpdateAt: int,
    DeleteAt: int,
    Path: string,
    ThumbnailPath: string,
    PreviewPath: string,
    Name: string,
    Extension: string,
    Size: int,
    MimeType: string,
    Width: int,
    Height: int,
    HasPreviewImage: bool,
    MiniPreview: bytes,
    Content: string,
    RemoteId: string,
    Archived: bool,
});

export const TEAM = struct('Team', {
    Id: string,
    CreateAt: int,
    UpdateAt: int,
    DeleteAt: int,
    DisplayName: string,
    Name: string,
    Description: string,
    Email: string,
    Type: string,
});

export const TEAM_MEMBER = struct('TeamMember', {TeamId: string, UserId: string, Roles: string, DeleteAt: int});

export const LICENSE = struct('License', {Id: string, Features: struct('Features', {Cluster: bool})});

export const CHANNEL_MEMBER = struct('ChannelMember', {
    ChannelId: string,
    UserId: string,
    Roles: string,
    SchemeGuest: bool,
    SchemeUser: bool,
    SchemeAdmin: bool,
    ExplicitRoles: string,
});

export const POST_LIST = struct('PostList', {
    Order: STRINGS,
    Posts: map(string, POST),
    NextPostId: string,
    PrevPostId: string,
});

export const APP_ERROR = struct('AppError', {
    Id: string,
    Message: string,
    DetailedError: string,
    RequestId: string,
    StatusCode: int,
    Where: string,
    SkipTranslation: bool,
});

export const SERVE_HTTP = struct('Z_ServeHTTPArgs', {
    ResponseWriterStream: uint,
    Request: struct('HTTPRequestSubset', {
        Method: string,
        URL: opaque('URL', 'binary'),
        Proto: string,
        ProtoMajor: int,
        ProtoMinor: int,
        Header: HEADER,
        Host: string,
        RemoteAddr: string,
        RequestURI: string,
    }),
    Context: CONTEXT,
    RequestBodyStream: uint,
});

export const ACTIVATE = struct('Z_OnActivateArgs', {APIMuxId: uint, DriverMuxId: uint});

export const POST_HOOK = struct('Z_MessageWillBePostedArgs', {A: CONTEXT, B: POST});

export const POST_UPDATE_HOOK = struct('Z_MessageWillBeUpdatedArgs', {A: CONTEXT, B: POST, C: POST});

const MENTIONS = map(string, string, 'map[string]string');
export const SUPPORT_DATA = struct('Z_GenerateSupportDataArgs', {A: CONTEXT});

export const EXECUTE_COMMAND = struct('Z_ExecuteCommandArgs', {
    A: CONTEXT,
    B: struct('CommandArgs', {
        UserId: string,
        ChannelId: string,
        TeamId: string,
        RootId: string,
        ParentId: string,
        TriggerId: string,
        Command: string,
        SiteURL: string,
        UserMentions: MENTIONS,
        ChannelMentions: MENTIONS,
    }),
});

export const BYTES = bytes;
export const NAMES = STRINGS;
