import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {PanelRow} from '#contract';
import {formatDuration} from '../post/duration';
import {Moment} from '../post/moment';
import type {Tab} from './rows';

interface LineProps {
    readonly row: PanelRow;
    readonly tab: Tab;
    /** The host stands above already. */
    readonly isUnderHost: boolean;
    readonly nowSeconds: number;
}

const AcknowledgedUntil = ({sticky, until}: {readonly sticky: boolean; readonly until?: number | undefined}) =>
    until === undefined ? (
        <FormattedMessage id={sticky ? 'openitcockpit.list.until_recovered' : 'openitcockpit.list.until_changed'} />
    ) : (
        <FormattedMessage
            id="openitcockpit.list.until"
            values={{when: <Moment key="when" at={until} short={true} />}}
        />
    );

/** Second line: what the tab is about. */
const About = ({row, tab}: Pick<LineProps, 'row' | 'tab'>) => {
    const {output, acknowledgement, downtime, look} = row;
    if (tab === 'downtimes' && downtime) {
        return (
            <FormattedMessage
                id="openitcockpit.list.downtime"
                values={{
                    author: downtime.author,
                    from: <Moment key="from" at={downtime.from} short={true} />,
                    until: <Moment key="until" at={downtime.until} short={true} />,
                }}
            />
        );
    }
    if (acknowledgement && tab !== 'unhandled') {
        const {author, at, sticky, until} = acknowledgement;
        return (
            <>
                <FormattedMessage
                    id="openitcockpit.list.acknowledged"
                    values={{author, when: <Moment key="when" at={at} short={true} />}}
                />{' '}
                <AcknowledgedUntil sticky={sticky} until={until} />
            </>
        );
    }
    if (look === 'acknowledging') {
        return <FormattedMessage id="openitcockpit.list.acknowledging" />;
    }
    return look === 'not_confirmed' ? <FormattedMessage id="openitcockpit.list.not_confirmed" /> : output;
};

export const RowLine = ({row, tab, isUnderHost, nowSeconds}: LineProps) => {
    const intl = useIntl();
    const {host, service, state, since, flapping, busy} = row;
    const name = service === undefined ? host : isUnderHost ? service : `${service} · ${host}`;
    return (
        <>
            <span className="oitc-list-first">
                <span className={`oitc-list-state oitc-state--${state.toLowerCase()}`}>{state}</span>
                <strong className="oitc-list-name">{name}</strong>
                {since !== undefined && (
                    <span className="oitc-list-age">
                        {formatDuration(intl, Math.max(60, nowSeconds - since))
                            .split(' ')
                            .slice(0, 2)
                            .join(' ')}
                    </span>
                )}
            </span>
            <span className="oitc-list-second">
                {busy && <FormattedMessage id="openitcockpit.list.busy" />}
                {flapping && <FormattedMessage id="openitcockpit.list.flapping" />}
                <About row={row} tab={tab} />
            </span>
        </>
    );
};
