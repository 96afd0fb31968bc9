// Renders, effects and state updaters run twice, as a concurrent renderer may repeat them.
import {configure} from '@testing-library/react';

configure({reactStrictMode: true});
