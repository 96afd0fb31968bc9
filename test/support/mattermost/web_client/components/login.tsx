import React, {useEffect, useState} from 'react';
import {hostTexts} from '../texts';

/** The double's own log-in: one link per person, no password. */
export const Login = ({locale}: {locale: string}) => {
    const [names, setNames] = useState<readonly string[]>([]);
    useEffect(() => {
        void fetch('/demo/users')
            .then((response) => response.json() as Promise<string[]>)
            .then(setNames);
    }, []);
    const query = location.search.replace(/^\?/, '&');
    return (
        <main className="host-login">
            <h1>Mattermost</h1>
            <p>{hostTexts(locale)['host.log_in']}</p>
            <ul>
                {names.map((name) => (
                    <li key={name}>
                        <a href={`/demo/login?user=${encodeURIComponent(name)}${query}`}>{name}</a>
                    </li>
                ))}
            </ul>
        </main>
    );
};
