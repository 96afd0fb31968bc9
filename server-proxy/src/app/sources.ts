import type {Alert} from '../domain/alert/alert';
import type {AppContext} from './app_context';
import {AlertsFrom, type Opens} from './catch_up/alerts_from';
import {CatchUp} from './catch_up/catch_up';
import {Reconciler} from './catch_up/reconciler';
import type {AskingNow} from './explain/explain';
import {Soon} from './soon';
import {CommandWatch} from './stream/command_watch';
import {EventStream} from './stream/event_stream';

/** The database shows within two seconds what the core has done. */
const SHOWN_AFTER_MS = 2000;
const REST_MS = 10_000;
/** A state change is posted once a notification had the time to come first. */
const PACE_OF_NEW = {delayMs: 62_000, restMs: 62_000};

/** Where news comes from besides notifications: openITCOCKPIT's event stream, and asking it. */
export class Sources {
    readonly reconciler: Reconciler;
    readonly stream: EventStream | undefined;
    readonly catchUp: CatchUp | undefined;
    private readonly from: AlertsFrom | undefined;
    private readonly commands: CommandWatch | undefined;
    private readonly comparing: Soon;
    private readonly asking: Soon;
    private readonly askingForNew: Soon;

    constructor(private readonly context: AppContext) {
        const {watchStore, settings, stream: port, upstream: oneByOne} = context;
        this.from = watchStore && new AlertsFrom(settings.alertsFrom, {...context, watchStore});
        this.catchUp = watchStore && this.from && new CatchUp(context, watchStore, this.from, oneByOne);
        this.reconciler = new Reconciler(context, () => this.opens(), oneByOne);
        const pace = {delayMs: SHOWN_AFTER_MS, restMs: REST_MS};
        this.comparing = new Soon(() => this.run(() => this.reconciler.now()), pace, context.clock);
        this.asking = new Soon(() => this.run(() => this.catchUp?.turn()), pace, context.clock);
        this.askingForNew = new Soon(() => this.run(() => this.catchUp?.turn()), PACE_OF_NEW, context.clock);
        this.commands = port && this.watchOfCommands();
        this.stream =
            port &&
            new EventStream(context, {
                port,
                opens: () => this.opens(),
                catchUp: () => {
                    this.comparing.ask();
                    this.asking.ask();
                },
                ran: (event) => this.commands?.ran(event),
                problemSeen: () => this.askingForNew.ask(),
            });
    }

    prepare(): Promise<void> {
        return this.from?.decide() ?? Promise.resolve();
    }

    watch(): void {
        this.reconciler.watch();
        this.catchUp?.watch();
        this.missed();
        this.stream?.watch();
    }

    rest(): void {
        this.reconciler.rest();
        this.catchUp?.rest();
        this.stream?.rest();
        this.commands?.rest();
        for (const soon of [this.comparing, this.asking, this.askingForNew]) {
            soon.rest();
        }
    }

    /** After a start or an outage: there may be problems that nobody told. */
    missed(): void {
        this.asking.ask();
    }

    /** How openITCOCKPIT is asked for problems, for explanations. */
    askingNow(): AskingNow {
        const failure = this.catchUp?.report()?.error;
        const toldNobody = (key: string) => this.catchUp?.hasToldNobody(key) ?? false;
        return {opens: this.opens(), toldNobody, ...(failure === undefined ? {} : {failure})};
    }

    /** A notification of one of our commands came, whichever way. */
    commandCame(alert: Alert): void {
        const {commands} = this;
        if (commands) {
            this.context.background.start('Noting that a notification came', () => commands.arrived(alert));
        }
    }

    async idle(): Promise<void> {
        await this.stream?.idle();
        await this.context.background.idle();
    }

    private watchOfCommands(): CommandWatch | undefined {
        const {watchStore, ownCommands, onCommandNews, ...context} = this.context;
        const isHolder = () => this.stream?.report() !== undefined;
        const onChange = async () => onCommandNews?.();
        return watchStore && ownCommands && new CommandWatch({...context, watchStore, ownCommands, isHolder, onChange});
    }

    private opens(): Opens {
        return this.from?.now() ?? 'off';
    }

    /** Where comparing is switched off, openITCOCKPIT is not asked for anything unbidden. */
    private async run(work: () => Promise<void> | undefined): Promise<void> {
        const {background, settings} = this.context;
        if (settings.reconcile.intervalMs > 0) {
            await new Promise<void>((done) => {
                background.start('Catching up', async () => {
                    await Promise.resolve(work()).finally(done);
                });
            });
        }
    }
}
