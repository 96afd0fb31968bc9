import type {OpenitcockpitDouble} from '../openitcockpit/double';
import type {Gauge} from '../openitcockpit/history';
import type {Service} from '../openitcockpit/objects';

const HOUR = 3600;
const STEP = 300;

/** Performance data of a day: calm at night, rising during the last hours, above the threshold now. */
const responseTime = (now: number): Gauge => ({
    name: 'time',
    unit: 's',
    warn: 1,
    crit: 2,
    min: 0,
    max: null,
    points: Array.from({length: (24 * HOUR) / STEP}, (_, at) => {
        const ago = 24 * HOUR - (at + 1) * STEP;
        const load = 0.25 + 0.15 * Math.sin(at / 20) + 0.05 * Math.sin(at * 1.7);
        return [now - ago, Number((ago < 3 * HOUR ? load + 2.2 * (1 - ago / (3 * HOUR)) ** 2 : load).toFixed(3))];
    }),
});

/** Three problems in the last weeks, a change of the configuration within the last hour, and a curve. */
export const addPast = ({world}: OpenitcockpitDouble, service: Service): void => {
    const now = world.now();
    for (const [at, seconds] of [
        [now - 20 * 24 * HOUR, 1500],
        [now - 9 * 24 * HOUR, 4200],
        [now - 2 * 24 * HOUR, 660],
    ] as const) {
        world.history.add(service, {at, state: 2, hard: true, output: 'HTTP CRITICAL - Socket timeout', before: 0});
        world.history.add(service, {at: at + seconds, state: 0, hard: true, output: 'HTTP OK', before: 2});
    }
    world.history.changeConfiguration(service, {at: now - 1500, fields: {max_check_attempts: ['3', '1']}});
    world.history.setGauges(service, [responseTime(now)]);
};
