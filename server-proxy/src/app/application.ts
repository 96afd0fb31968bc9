import type {ConnectionTest} from '#contract';
import type {Alert} from '../domain/alert';
import type {BuiltinNotification} from '../domain/builtin_post';
import {adoptBuiltinPost} from './adopt_builtin_post';
import {type Adoption, type AnnouncedPost, adoptPost, bindPost} from './adopt_post';
import type {AppContext, ApplicationPorts, AppSettings} from './app_context';
import {Background} from './background';
import {carryOutAck} from './carry_out_ack';
import {KeyedQueue} from './keyed_queue';
import {type ActionAnswer, type ActionPress, pressAction} from './press_action';
import {type NotificationResult, receiveNotification} from './receive_notification';
import {ReplayGuard} from './replay_guard';
import {type DialogAnswer, type DialogSubmission, submitDialog} from './submit_dialog';
import {testConnection} from './test_connection';

/** The use cases behind both doors. */
export interface Application {
    receiveNotification(alert: Alert): Promise<NotificationResult>;
    /** A post that our notification command made through the webhook, before it is stored. */
    adoptPost(alert: Alert, post: AnnouncedPost): Promise<Adoption>;
    /** A post that openITCOCKPIT's own module made through the webhook, before it is stored. */
    adoptBuiltinPost(said: BuiltinNotification, channelId: string): Promise<Adoption>;
    /** The id of an adopted post, once it is stored. */
    bindPost(key: string, nonce: string, postId: string): Promise<void>;
    pressAction(press: ActionPress): Promise<ActionAnswer>;
    submitDialog(submission: DialogSubmission): Promise<DialogAnswer>;
    testConnection(wrongSetting?: string): Promise<ConnectionTest>;
    /** Takes up acknowledgements that a stop interrupted. */
    resume(): Promise<void>;
    /** Resolves when no work is left in the background. */
    idle(): Promise<void>;
}

/** A dialog state lives an hour; nothing needs to be remembered longer. */
const REPLAY_MEMORY_MS = 3_600_000;

export const createApplication = (settings: AppSettings, ports: ApplicationPorts): Application => {
    const context: AppContext = {
        ...ports,
        settings,
        alertQueue: new KeyedQueue(),
        postQueue: new KeyedQueue(),
        background: new Background(ports.logger),
        replayGuard: new ReplayGuard(REPLAY_MEMORY_MS),
    };
    return {
        receiveNotification: (alert) => receiveNotification(context, alert),
        adoptPost: (alert, post) => adoptPost(context, alert, post),
        adoptBuiltinPost: (said, channelId) => adoptBuiltinPost(context, said, channelId),
        bindPost: (key, nonce, postId) => bindPost(context, key, nonce, postId),
        pressAction: (press) => pressAction(context, press),
        submitDialog: (submission) => submitDialog(context, submission),
        testConnection: (wrongSetting) => testConnection(context, wrongSetting),
        resume: async () => {
            for (const {key} of await context.store.pending()) {
                context.background.start('Resumed acknowledgement', () => carryOutAck(context, key, true));
            }
        },
        idle: () => context.background.idle(),
    };
};
