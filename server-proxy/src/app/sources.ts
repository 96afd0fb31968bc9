import type {AppContext} from './app_context';
import {AlertsFrom} from './catch_up/alerts_from';
import {Reconciler} from './catch_up/reconciler';
import {Soon} from './soon';
import {EventStream} from './stream/event_stream';

/** The database shows within two seconds what the core has done. */
const SHOWN_AFTER_MS = 2000;
const REST_MS = 10_000;

/** Where news comes from besides notifications: openITCOCKPIT's event stream, and asking it. */
export class Sources {
    readonly reconciler: Reconciler;
    readonly stream: EventStream | undefined;
    private readonly from: AlertsFrom | undefined;
    private readonly catchUp: Soon;

    constructor(private readonly context: AppContext) {
        const {watchStore, settings, stream: port} = context;
        this.reconciler = new Reconciler(context);
        this.from = watchStore && new AlertsFrom(settings.alertsFrom, {...context, watchStore});
        const pace = {delayMs: SHOWN_AFTER_MS, restMs: REST_MS};
        this.catchUp = new Soon(() => this.askAgain(), pace, context.clock);
        this.stream =
            port &&
            new EventStream(context, {
                port,
                opens: () => this.from?.now() ?? 'off',
                catchUp: () => this.catchUp.ask(),
                problemSeen: () => undefined,
            });
    }

    prepare(): Promise<void> {
        return this.from?.decide() ?? Promise.resolve();
    }

    watch(): void {
        this.reconciler.watch();
        this.stream?.watch();
    }

    rest(): void {
        this.reconciler.rest();
        this.stream?.rest();
        this.catchUp.rest();
    }

    async idle(): Promise<void> {
        await this.stream?.idle();
        await this.context.background.idle();
    }

    private async askAgain(): Promise<void> {
        const {background, settings} = this.context;
        if (settings.reconcile.intervalMs > 0) {
            await new Promise<void>((done) => {
                background.start('Catching up', () => this.reconciler.now().finally(done));
            });
        }
    }
}
