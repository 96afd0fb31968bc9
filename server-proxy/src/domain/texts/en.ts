import {ackEnds} from './en/ack_ends';
import {actions} from './en/actions';
import {alerts} from './en/alerts';
import {authority} from './en/authority';
import {bulk} from './en/bulk';
import {catchUp} from './en/catch_up';
import {commands} from './en/commands';
import {details} from './en/details';
import {doctor} from './en/doctor';
import {explain} from './en/explain';
import {facts} from './en/facts';
import {failures} from './en/failures';
import {findings} from './en/findings';
import {found} from './en/found';
import {health} from './en/health';
import {loudness} from './en/loudness';
import {panel} from './en/panel';
import {people} from './en/people';
import {policy} from './en/policy';
import {preview} from './en/preview';
import {setup} from './en/setup';
import {setupChat} from './en/setup_chat';
import {setupStart} from './en/setup_start';
import {shift} from './en/shift';
import {storms} from './en/storms';
import {subscribing} from './en/subscribing';
import {subscriptions} from './en/subscriptions';
import {watch} from './en/watch';
import {words} from './en/words';

export const en = {
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

export type Texts = typeof en;
