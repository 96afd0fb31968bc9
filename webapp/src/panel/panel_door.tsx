import React, {type ComponentType, type ReactNode, useEffect, useState} from 'react';
import {FormattedMessage} from 'react-intl';

/** Loads the panel, which is a file of its own. */
type LoadPanel = () => Promise<{readonly Panel: ComponentType}>;

interface TrapProps {
    readonly children: ReactNode;
    readonly fallback: ReactNode;
}

/** Mattermost would take the whole sidebar away. */
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

/** Stands in the sidebar until the panel is there, and says why if it is not. */
export const panelDoor = (load: LoadPanel) => () => {
    const [attempt, setAttempt] = useState(0);
    const [panel, setPanel] = useState<ComponentType | 'failed'>();
    const retry = () => {
        setPanel(undefined);
        setAttempt(attempt + 1);
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
    useEffect(() => {
        let isShown = true;
        const show = (loaded: ComponentType | 'failed') => isShown && setPanel(() => loaded);
        load().then(
            ({Panel}) => show(Panel),
            () => show('failed'),
        );
        return () => {
            isShown = false;
        };
    }, [attempt]);
    if (panel === 'failed') {
        // After an upgrade the file of before is gone, whose name this page has.
        return <Failed id="openitcockpit.panel.not_loaded" onRetry={retry} />;
    }
    const Panel = panel;
    return Panel ? (
        <Trap key={attempt} fallback={<Failed id="openitcockpit.panel.broken" onRetry={retry} />}>
            <Panel />
        </Trap>
    ) : (
        <p className="oitc oitc-panel-notice" role="status">
            <FormattedMessage id="openitcockpit.panel.loading" />
        </p>
    );
};
