import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {PanelOutcome, PanelRow} from '#contract';
import {KEY_TEXT} from './text_ids';
import type {Trouble} from './use_rows';

const NOT_FOUND = 404;

const troubleId = (status: number): string => {
    switch (status) {
        case 0:
            return 'openitcockpit.failure.unreachable';
        case -1:
            return 'openitcockpit.list.other_version';
        case NOT_FOUND:
            return 'openitcockpit.list.no_handler';
        case 401:
        case 403:
            return 'openitcockpit.failure.forbidden';
        default:
            return 'openitcockpit.failure.handler';
    }
};

interface TroubleProps {
    readonly trouble: Trouble;
    /** There are rows of before. */
    readonly hasRows: boolean;
    readonly onRetry: () => void;
}

/** Why the list may be out of date, or is not there. */
export const TroubleNotice = ({trouble: {status, sentence}, hasRows, onRetry}: TroubleProps) => (
    <div className="oitc-list-trouble" role="alert">
        <span className="oitc-failure">{sentence || <FormattedMessage id={troubleId(status)} />}</span>{' '}
        {hasRows && <FormattedMessage id="openitcockpit.list.out_of_date" />}{' '}
        <button type="button" className="oitc-fold" onClick={onRetry}>
            <FormattedMessage id="openitcockpit.panel.retry" />
        </button>
    </div>
);

interface OutcomeProps {
    readonly outcome: PanelOutcome;
    readonly nameOf: (key: string) => string;
    readonly onClose: () => void;
}

const MOST_SHOWN = 5;

/** How far an action on several is, and what became of it. */
export const OutcomeNotice = ({outcome: {objects, done, over, waits, refused}, nameOf, onClose}: OutcomeProps) => (
    <div className="oitc-list-trouble" role="status">
        <FormattedMessage
            id="openitcockpit.list.progress"
            values={{done, count: objects, state: over ? 'over' : 'under_way'}}
        />
        {waits !== undefined && (
            <p>
                <FormattedMessage id="openitcockpit.list.waits" values={{why: waits}} />
            </p>
        )}
        {refused.length > 0 && (
            <ul>
                {refused.slice(0, MOST_SHOWN).map(({key, sentence}) => (
                    <li key={key}>
                        {nameOf(key)}: {sentence}
                    </li>
                ))}
                {refused.length > MOST_SHOWN && (
                    <li>
                        <FormattedMessage
                            id="openitcockpit.list.more_refused"
                            values={{count: refused.length - MOST_SHOWN}}
                        />
                    </li>
                )}
            </ul>
        )}{' '}
        <button type="button" className="oitc-fold" onClick={onClose}>
            <FormattedMessage id="openitcockpit.list.close" />
        </button>
    </div>
);

export const Help = ({onClose}: {readonly onClose: () => void}) => (
    <section className="oitc-list-trouble" aria-labelledby="oitc-list-help">
        <h3 id="oitc-list-help">
            <FormattedMessage id="openitcockpit.list.key_help" />
        </h3>
        <dl className="oitc-list-keys">
            {KEY_TEXT.map(([key, id]) => (
                <div key={key}>
                    <dt>
                        <kbd>{key}</kbd>
                    </dt>
                    <dd>
                        <FormattedMessage id={id} />
                    </dd>
                </div>
            ))}
        </dl>
        <button type="button" className="oitc-fold" onClick={onClose}>
            <FormattedMessage id="openitcockpit.list.close" />
        </button>
    </section>
);

export const nameOfRow = (row: PanelRow | undefined): string =>
    row === undefined ? '…' : row.service === undefined ? row.host : `${row.service} · ${row.host}`;
