import type {DoctorStep} from '#contract';
import type {DoctorToken} from '../../domain/post/doctor_post';
import {reportPost} from '../../domain/post/doctor_report';
import type {Language} from '../../domain/texts';
import {type DoctorContext, StepReporter} from './doctor_context';
import {examinePath} from './examine_path';
import {finishTestAlert, postTestAlert} from './test_alert';

/** Key of the post's props that holds the steps so far, since another cluster node may continue the report. */
const STEPS_PROP = 'oitc_doctor_steps';

/** Doctor's report as a direct message: updated as results come in, and completed by the press of the test alert. */
export class DoctorReports {
    constructor(private readonly context: DoctorContext) {}

    /** @param host of a real notification; empty for none */
    async begin(userId: string, language: Language, host: string): Promise<void> {
        const {chat} = this.context;
        const channel = await chat.directChannel(userId);
        const steps: DoctorStep[] = [];
        const {postId} = await chat.createPost(channel, content(steps, language, 'running'));
        const show = (state: Parameters<typeof content>[2], waiting?: string) =>
            chat.updatePost(postId, content(steps, language, state, waiting));
        let shown: Promise<void> = Promise.resolve();
        const wait = (sentence: string): void => {
            shown = show('running', sentence).catch(() => undefined);
        };
        const reporter = new StepReporter((step) => steps.push(step), language, this.context.clock, wait);
        await examinePath(this.context, reporter, host, () => show('running'));
        await shown;
        const posted = await postTestAlert(this.context, reporter, channel, postId);
        if (posted && !this.context.settings.twoWay) {
            await finishTestAlert(this.context, reporter, posted.postId, {pressed: false, milliseconds: null});
        }
        await show(posted && this.context.settings.twoWay ? 'press' : 'done');
    }

    /** To be called when the report's test alert is pressed; that call is the proof that presses reach the handler. */
    async finish({report, language}: DoctorToken, postId: string): Promise<void> {
        const {chat} = this.context;
        const steps = stepsOf((await chat.readPost(report)).props[STEPS_PROP]);
        const reporter = new StepReporter((step) => steps.push(step), language, this.context.clock);
        await finishTestAlert(this.context, reporter, postId, {pressed: true, milliseconds: null});
        await chat.updatePost(report, content(steps, language, 'done'));
    }
}

const content = (
    steps: readonly DoctorStep[],
    language: Language,
    state: 'running' | 'press' | 'done',
    waiting?: string,
) => ({
    message: reportPost(steps, language, state, waiting),
    type: '',
    props: {[STEPS_PROP]: [...steps]},
});

const stepsOf = (value: unknown): DoctorStep[] => (Array.isArray(value) ? (value as DoctorStep[]) : []);
