import {randomUUID} from 'node:crypto';
import {onTestFinished} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {createApplication} from '../../../server-proxy/src/app/application';
import type {AuditLog} from '../../../server-proxy/src/app/people/audit_log';
import type {AlertStore} from '../../../server-proxy/src/app/posts/alert_store';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import type {PostContent} from '../../../server-proxy/src/domain/post/alert_post';
import {noMetrics} from '../../../server-proxy/src/telemetry/no_metrics';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from './fakes';
import {SETTINGS} from './harness';
import type {Fields} from './histories';
import {MemoryBulk} from './memory_bulk';

const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};

/** Several nodes of the app, each with its own store, in front of one Mattermost. */
export class Cluster {
    readonly chat = new FakeChat();
    /** Undated, so that only the notifications count. */
    readonly monitoring = Object.assign(new FakeMonitoring(), {undated: true});
    readonly clock = new FakeClock();
    readonly logger = new RecordingLogger();
    readonly nodes: readonly Application[];

    constructor(stores: readonly AlertStore[]) {
        const {chat, monitoring, clock, logger} = this;
        this.nodes = stores.map((store) =>
            createApplication(SETTINGS, {
                chat,
                monitoring,
                store,
                bulkStore: new MemoryBulk(),
                audit: noAudit,
                clock,
                logger,
                metrics: noMetrics,
                nonce: randomUUID,
                detectedLinkStyle: () => 'v5',
            }),
        );
        onTestFinished(() => this.idle());
    }

    notify(fields: Fields, node = 0) {
        return (this.nodes[node] as Application).receiveNotification(parseNotification(fields));
    }

    async idle(): Promise<void> {
        await Promise.all(this.nodes.map((node) => node.idle()));
    }

    /**
     * Posts about problems as they finally look, in the order of their ids; without buttons, whose signatures differ.
     */
    problemPosts(): object[] {
        return [...this.chat.posts.values()]
            .map((post) => ({post, shown: shownIn(post)}))
            .filter(({shown}) => shown.look !== 'info')
            .map(({post, shown}) => ({message: post.message, shown, fields: fieldsOf(post)}))
            .sort((a, b) => (a.shown.key < b.shown.key ? -1 : 1));
    }
}

export const shownIn = ({props}: Pick<PostContent, 'props'>): AlertProps => props[ALERT_PROP] as AlertProps;

const fieldsOf = ({props}: PostContent): unknown => (props.attachments as {fields: unknown}[])[0]?.fields;
