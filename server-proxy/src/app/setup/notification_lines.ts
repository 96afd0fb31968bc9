/** `safe`: our program on the openITCOCKPIT server; `curl`: no program of ours there. See docs/notification_commands.md. */
export type LineForm = 'safe' | 'curl';
export type LineKind = 'host' | 'service';

/** Where the lines expect the program and the settings of curl on the openITCOCKPIT server. */
export const EXPECTED_PATHS = {
    program: '/opt/openitcockpit-mattermost/server-proxy',
    settings: '/etc/openitcockpit-mattermost/settings.env',
    curlConfig: '/etc/openitcockpit-mattermost/curl.conf',
} as const;

/**
 * The notification command for openITCOCKPIT, one line; `assets/notification_commands` holds the same. Single quotes, and only
 * macros that the core strips of dangerous characters, so that no plugin output or comment can break out.
 */
export const notificationLine = (form: LineForm, kind: LineKind): string => {
    const fields = fieldsOf(kind);
    return form === 'safe'
        ? [
              `${EXPECTED_PATHS.program} notify`,
              ...fields.map(([flag, value]) => `--${flag} ${quoted(flag, value)}`),
          ].join(' ')
        : [
              `/usr/bin/curl --config ${EXPECTED_PATHS.curlConfig}`,
              ...fields.map(([flag, value]) => `--data-urlencode '${flag}=${value}'`),
          ].join(' ');
};

const quoted = (flag: string, value: string): string => (flag === 'type' ? value : `'${value}'`);

const fieldsOf = (kind: LineKind): readonly (readonly [flag: string, value: string])[] => {
    const object = kind === 'host' ? 'HOST' : 'SERVICE';
    return [
        ['type', kind === 'host' ? 'Host' : 'Service'],
        ['notificationtype', '$NOTIFICATIONTYPE$'],
        ['hostuuid', '$HOSTNAME$'],
        ...(kind === 'service' ? [['serviceuuid', '$SERVICEDESC$'] as const] : []),
        ['state', `$${object}STATEID$`],
        ['output', `$${object}OUTPUT$`],
        ['ackauthor', `$${object}ACKAUTHOR$`],
        ['ackcomment', `$${object}ACKCOMMENT$`],
        ['problemid', `$${object}PROBLEMID$`],
        ['lastproblemid', `$LAST${object}PROBLEMID$`],
        ['laststatechange', `$LAST${object}STATECHANGE$`],
        ['time', '$TIMET$'],
    ];
};
