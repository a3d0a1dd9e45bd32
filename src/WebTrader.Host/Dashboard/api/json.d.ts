// A type that names itself cannot be written in the comments of a script.
import type { Numeral } from '../../../../wwwroot/js/settings/exact-json.js';

export type Json = null | boolean | string | Numeral | Json[] | { [key: string]: Json };
