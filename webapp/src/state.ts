import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import type {Action, Reducer, Store} from 'redux';
import {opensDialog, PLUGIN_ID} from '#contract';
import type {DialogDefinition} from './dialog/dialog_definition';
import {NO_PANEL, type PanelAction, type PanelState, reducePanel} from './panel/panel_state';

/** Why a press had no effect; each has a message in i18n. */
export type PressFailure = 'handler' | 'forbidden' | 'gone' | 'unreachable' | 'no_dialog' | 'unknown';

/** One of our presses that has not taken effect yet. */
export interface Press {
    readonly postId: string;
    readonly channelId: string;
    readonly actionId: string;
    /** Value of the chosen option; empty for a button. */
    readonly choice: string;
    /** Predefined comments that the dialog offers. */
    readonly reasons: readonly string[];
    /** Milliseconds since the epoch; distinguishes presses on the same post. */
    readonly startedAt: number;
    /** Mattermost has responded; all that may follow is a dialog. */
    readonly answered: boolean;
    /** The post's `update_at` at the time of the press: once the post changes, a failure is no longer shown. */
    readonly postUpdatedAt: number;
}

export interface OpenDialog {
    readonly postId: string;
    readonly channelId: string;
    readonly reasons: readonly string[];
    readonly definition: DialogDefinition;
}

export interface PluginState {
    /** By post id. */
    readonly presses: Readonly<Record<string, Press>>;
    /** By post id: the last press that failed. */
    readonly failures: Readonly<Record<string, {readonly reason: PressFailure; readonly postUpdatedAt: number}>>;
    /** The first is on screen; the others are queued. */
    readonly dialogs: readonly OpenDialog[];
    /** Whose posts are genuine, once the handler has said so; `nobody`: there is no handler beside us to say it. */
    readonly botId?: string | undefined;
    readonly nobody?: true;
    /** Once the handler has said it. */
    readonly handlerVersion?: string;
    /** By post id: what the handler last said about posts of others. */
    readonly verdicts: Readonly<Record<string, Verdict>>;
    readonly panel: PanelState;
}

interface Verdict {
    readonly isGenuine: boolean;
    /** The post's `update_at` when it was asked about. */
    readonly postUpdatedAt: number;
}

export type PluginAction =
    | PanelAction
    | {readonly type: 'openitcockpit/pressed'; readonly press: Press}
    | {readonly type: 'openitcockpit/answered'; readonly postId: string; readonly startedAt: number}
    | {
          readonly type: 'openitcockpit/failed';
          readonly postId: string;
          readonly startedAt: number;
          readonly reason: PressFailure;
      }
    | {readonly type: 'openitcockpit/expired'; readonly postId: string; readonly startedAt: number}
    | {readonly type: 'openitcockpit/told'; readonly postId: string}
    | {readonly type: 'openitcockpit/opened'; readonly postId: string; readonly definition: DialogDefinition}
    | {readonly type: 'openitcockpit/closed'; readonly dialog: OpenDialog}
    | {
          readonly type: 'openitcockpit/judged';
          readonly botId: string;
          readonly verdicts: readonly (Verdict & {readonly postId: string})[];
      }
    | {readonly type: 'openitcockpit/unjudged'}
    | {readonly type: 'openitcockpit/versioned'; readonly version: string};

export type HostState = GlobalState & {readonly [key: `plugins-${string}`]: PluginState | undefined};
export type HostStore = Store<HostState, PluginAction>;

const INITIAL: PluginState = {presses: {}, failures: {}, dialogs: [], verdicts: {}, panel: NO_PANEL};

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

const endPress = (state: PluginState, press: Press, reason?: PressFailure): PluginState => ({
    ...state,
    presses: without(state.presses, press.postId),
    failures:
        reason === undefined
            ? state.failures
            : {...state.failures, [press.postId]: {reason, postUpdatedAt: press.postUpdatedAt}},
});

/** A missing dialog is reported; any other press may end without visible effect. */
const reasonOfSilence = ({actionId, choice}: Press): PressFailure | undefined =>
    opensDialog(actionId, choice) ? 'no_dialog' : undefined;

const openDialog = (state: PluginState, press: Press, definition: DialogDefinition): PluginState => {
    const {postId, channelId, reasons} = press;
    return {...endPress(state, press), dialogs: [...state.dialogs, {postId, channelId, reasons, definition}]};
};

const reducePress = (state: PluginState, press: Press, action: PluginAction): PluginState => {
    const isThisPress = 'startedAt' in action && action.startedAt === press.startedAt;
    switch (action.type) {
        case 'openitcockpit/answered':
            return isThisPress
                ? {...state, presses: {...state.presses, [press.postId]: {...press, answered: true}}}
                : state;
        case 'openitcockpit/failed':
            return isThisPress ? endPress(state, press, action.reason) : state;
        case 'openitcockpit/expired':
            return isThisPress ? endPress(state, press, reasonOfSilence(press)) : state;
        case 'openitcockpit/told':
            return endPress(state, press);
        case 'openitcockpit/opened':
            return openDialog(state, press, action.definition);
        default:
            return state;
    }
};

const reduce = (state: PluginState, action: PluginAction): PluginState => {
    if (action.type === 'openitcockpit/pressed') {
        const {press} = action;
        return {
            ...state,
            presses: {...state.presses, [press.postId]: press},
            failures: without(state.failures, press.postId),
        };
    }
    if (
        action.type === 'openitcockpit/panel_counted' ||
        action.type === 'openitcockpit/panel_stirred' ||
        action.type === 'openitcockpit/panel_acted' ||
        action.type === 'openitcockpit/panel_wanted'
    ) {
        return {...state, panel: reducePanel(state.panel, action)};
    }
    if (action.type === 'openitcockpit/closed') {
        return {...state, dialogs: state.dialogs.filter((dialog) => dialog !== action.dialog)};
    }
    if (action.type === 'openitcockpit/judged') {
        const verdicts = Object.fromEntries(action.verdicts.map(({postId, ...verdict}) => [postId, verdict]));
        return {...state, botId: action.botId, verdicts: {...state.verdicts, ...verdicts}};
    }
    if (action.type === 'openitcockpit/unjudged') {
        return {...state, nobody: true};
    }
    if (action.type === 'openitcockpit/versioned') {
        return {...state, handlerVersion: action.version};
    }
    const press = 'postId' in action ? state.presses[action.postId] : undefined;
    return press === undefined ? state : reducePress(state, press, action);
};

/** Sees every action of the host's store, so it must leave the state alone for any that is not ours. */
export const reducer: Reducer<PluginState, Action> = (state = INITIAL, action) => reduce(state, action as PluginAction);

const pluginState = (state: HostState): PluginState => state[`plugins-${PLUGIN_ID}`] ?? INITIAL;

export const pressOf = (state: HostState, postId: string): Press | undefined => pluginState(state).presses[postId];

/** A press that opens a dialog is busy until the dialog appears; any other, until Mattermost has responded. */
export const isBusy = ({answered, actionId, choice}: Press): boolean => !answered || opensDialog(actionId, choice);

export const failureOf = (state: HostState, postId: string, postUpdatedAt: number): PressFailure | undefined => {
    const failure = pluginState(state).failures[postId];
    return failure?.postUpdatedAt === postUpdatedAt ? failure.reason : undefined;
};

export const panelState = (state: HostState): PanelState => pluginState(state).panel;

export const handlerVersion = (state: HostState): string | undefined => pluginState(state).handlerVersion;

export const currentDialog = (state: HostState): OpenDialog | undefined => pluginState(state).dialogs[0];

type JudgedPost = Pick<Post, 'id' | 'user_id' | 'update_at' | 'props'>;

/** Through a webhook of our bot comes what anybody sends who has its address. */
const isOfBot = (botId: string | undefined, {user_id: userId, props}: JudgedPost): boolean =>
    botId !== undefined && botId === userId && props?.from_webhook !== 'true';

/** Is it known whose the post is, as it is now? */
export const isAsked = (state: HostState, post: JudgedPost): boolean => {
    const {botId, nobody, verdicts} = pluginState(state);
    return nobody === true || isOfBot(botId, post) || verdicts[post.id]?.postUpdatedAt === post.update_at;
};

/**
 * Is the post our handler's? Where the handler runs beside Mattermost and cannot be asked, Mattermost's own word that the
 * author is a bot has to do.
 */
export const isGenuine = (state: HostState, post: JudgedPost): boolean => {
    const {botId, nobody, verdicts} = pluginState(state);
    return nobody
        ? state.entities.users.profiles[post.user_id]?.is_bot === true
        : isOfBot(botId, post) || verdicts[post.id]?.isGenuine === true;
};
