import {ACTION, FIELD} from '#contract';
import type {OpenedDialog} from '../support/mattermost/dialogs';
import type {Promised} from './judge';
import type {StageFacts, StagePerson, Target} from './stage';

/** The parts of a stage that people see, wherever it runs. */
export interface Seen {
    readonly facts: StageFacts;
    target(): Promise<Target | undefined>;
    dialogOf(userId: string): Promise<OpenedDialog | undefined>;
}

const TIMEOUT_MS = 35_000;

/**
 * People who press buttons, each one button at a time: Acknowledge, with a comment that nobody else gives, or Remove
 * acknowledgement. Nobody presses again what failed.
 */
export class Pressers {
    readonly counts = {pressed: 0, accepted: 0, refused: 0, removals: 0, none: 0};
    /** Acknowledgements whose dialog was accepted. */
    readonly promised: Promised[] = [];
    private readonly free: StagePerson[];
    private readonly waiting = new Set<Promise<void>>();
    private number = 0;

    constructor(
        private readonly seen: Seen,
        private readonly options: {readonly sticky: boolean; readonly remove: boolean},
    ) {
        this.free = [...seen.facts.people];
    }

    /** @returns false if everybody is busy or there is nothing to press */
    async press(): Promise<boolean> {
        const person = this.free.pop();
        const target = person && (await this.seen.target());
        const isFit = target && (target.look !== 'acknowledged' || this.options.remove);
        if (!person || !isFit) {
            this.counts.none += 1;
            if (person) {
                this.free.push(person);
            }
            return false;
        }
        this.counts.pressed += 1;
        const pressing = this.pressOne(person, target)
            .catch(() => {
                this.counts.refused += 1;
            })
            .finally(() => {
                this.free.push(person);
                this.waiting.delete(pressing);
            });
        this.waiting.add(pressing);
        return true;
    }

    async idle(): Promise<void> {
        await Promise.all(this.waiting);
    }

    private async pressOne(person: StagePerson, target: Target): Promise<void> {
        if (target.look === 'acknowledged') {
            await this.post(person, `/posts/${target.postId}/actions/${ACTION.removeAcknowledgement}`, {});
            this.counts.removals += 1;
            return;
        }
        this.number += 1;
        const comment = `press ${this.number}`;
        await this.post(person, `/posts/${target.postId}/actions/${ACTION.acknowledge}`, {selected_option: ''});
        const opened = await this.seen.dialogOf(person.id);
        if (!opened?.dialog || !String(opened.dialog.callback_id).includes(target.postId)) {
            this.counts.refused += 1;
            return;
        }
        const {channelId, teamId} = this.seen.facts;
        const answer = await this.post(person, '/actions/dialogs/submit', {
            type: 'dialog_submission',
            url: opened.url,
            callback_id: opened.dialog.callback_id,
            state: opened.dialog.state,
            channel_id: channelId,
            team_id: teamId,
            submission: {
                [FIELD.comment]: comment,
                [FIELD.sticky]: this.options.sticky,
                [FIELD.notify]: false,
            },
        });
        if (answer.error || answer.errors) {
            this.counts.refused += 1;
            return;
        }
        this.counts.accepted += 1;
        this.promised.push(target);
    }

    /** @throws Error unless it was answered with 200 */
    private async post({token}: StagePerson, path: string, body: object): Promise<Record<string, unknown>> {
        const response = await fetch(`${this.seen.facts.mattermostUrl}/api/v4${path}`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
            body: JSON.stringify(body),
            signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const text = await response.text();
        if (!response.ok) {
            throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
        }
        return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    }
}
