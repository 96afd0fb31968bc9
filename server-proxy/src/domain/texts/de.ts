import {ackEnds} from './de/ack_ends';
import {actions} from './de/actions';
import {alerts} from './de/alerts';
import {authority} from './de/authority';
import {bulk} from './de/bulk';
import {catchUp} from './de/catch_up';
import {commands} from './de/commands';
import {details} from './de/details';
import {doctor} from './de/doctor';
import {explain} from './de/explain';
import {facts} from './de/facts';
import {failures} from './de/failures';
import {findings} from './de/findings';
import {found} from './de/found';
import {health} from './de/health';
import {loudness} from './de/loudness';
import {panel} from './de/panel';
import {people} from './de/people';
import {policy} from './de/policy';
import {preview} from './de/preview';
import {setup} from './de/setup';
import {setupChat} from './de/setup_chat';
import {setupStart} from './de/setup_start';
import {shift} from './de/shift';
import {storms} from './de/storms';
import {subscribing} from './de/subscribing';
import {subscriptions} from './de/subscriptions';
import {watch} from './de/watch';
import {words} from './de/words';
import type {Texts} from './en';

export const de: Texts = {
    ackEnds,
    actions,
    alerts,
    authority,
    bulk,
    catchUp,
    commands,
    details,
    doctor,
    facts,
    explain,
    failures,
    found,
    health,
    panel,
    words,
    loudness,
    people,
    policy,
    findings,
    preview,
    setup,
    setupChat,
    setupStart,
    shift,
    subscribing,
    storms,
    subscriptions,
    watch,
};
