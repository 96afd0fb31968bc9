import React, {type ComponentType, type ReactNode, useEffect, useState} from 'react';
import {FormattedMessage} from 'react-intl';

/** Ids of the texts that stand in its place. */
interface DoorTexts {
    readonly loading: string;
    readonly notLoaded: string;
    readonly broken: string;
}

interface TrapProps {
    readonly children: ReactNode;
    readonly fallback: ReactNode;
}

/** Mattermost would take the whole sidebar, or the whole page, away. */
class Trap extends React.Component<TrapProps, {readonly hasFailed: boolean}> {
    override state = {hasFailed: false};

    static getDerivedStateFromError() {
        return {hasFailed: true};
    }

    override render() {
        return this.state.hasFailed ? this.props.fallback : this.props.children;
    }
}

const Failed = ({id, onRetry}: {readonly id: string; readonly onRetry: () => void}) => (
    <div className="oitc oitc-panel-notice" role="alert">
        <p>
            <FormattedMessage id={id} />
        </p>
        <div className="oitc-dialog-buttons">
            <button type="button" className="oitc-button" onClick={onRetry}>
                <FormattedMessage id="openitcockpit.panel.retry" />
            </button>
            <button type="button" className="oitc-button oitc-button--primary" onClick={() => window.location.reload()}>
                <FormattedMessage id="openitcockpit.outdated.reload" />
            </button>
        </div>
    </div>
);

/**
 * Stands in the place of a part that is a file of its own until it is there, and says why if it is not.
 * @param load loads that file
 */
export const lateDoor =
    <Props extends object>(load: () => Promise<ComponentType<Props>>, texts: DoorTexts) =>
    (props: Props) => {
        const [attempt, setAttempt] = useState(0);
        const [part, setPart] = useState<ComponentType<Props> | 'failed'>();
        const retry = () => {
            setPart(undefined);
            setAttempt(attempt + 1);
        };
        // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
        useEffect(() => {
            let isShown = true;
            const show = (loaded: ComponentType<Props> | 'failed') => isShown && setPart(() => loaded);
            load().then(show, () => show('failed'));
            return () => {
                isShown = false;
            };
        }, [attempt]);
        if (part === 'failed') {
            // After an upgrade the file of before is gone, whose name this page has.
            return <Failed id={texts.notLoaded} onRetry={retry} />;
        }
        const Part = part;
        return Part ? (
            <Trap key={attempt} fallback={<Failed id={texts.broken} onRetry={retry} />}>
                <Part {...props} />
            </Trap>
        ) : (
            <p className="oitc oitc-panel-notice" role="status">
                <FormattedMessage id={texts.loading} />
            </p>
        );
    };
