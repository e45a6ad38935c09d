/**
 * To be imported before everything else: shapes are checked by walking them, not by code that is made of each at the
 * cold start. That takes half the start of a function with many shapes, and costs a check a few microseconds.
 */
import { configure } from 'arktype/config';

configure({ jitless: true });
