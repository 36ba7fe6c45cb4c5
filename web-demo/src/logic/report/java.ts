// Java exceptions in their three shapes: as crash-report servers store them, and two that apps send.

import type { JavaThrown, ReportView } from '../model'
import { someOf, type Facts } from './facts'
import { first, flag, isObject, list, object, onlyText, parsed, text, type JsonObject } from './field'
import { sourceLink } from './source-link'

/** The exception and what caused it, in the report's order. */
export function readThrown(facts: Facts): JavaThrown[] {
  return facts.take(['java_exception', 'JavaException', 'java_exception_raw'], someOf(readJavaException)) ?? []
}

/** Crash-report servers show the trace to everybody only after taking the messages out of it. */
export function readJavaStackTrace(facts: Facts): Pick<ReportView, 'javaStackTrace' | 'isJavaStackTraceProtected'> {
  const forAll = facts.take(['java_stack_trace'], onlyText)
  if (forAll !== undefined) {
    return { javaStackTrace: forAll }
  }
  const javaStackTrace = facts.take(['java_stack_trace_raw', 'JavaStackTrace'], onlyText)
  return javaStackTrace === undefined ? {} : { javaStackTrace, isJavaStackTraceProtected: true }
}

function readJavaException(value: unknown): JavaThrown[] {
  const exception = parsed(value)
  if (!isObject(exception)) {
    return []
  }
  const values = list(object(exception.exception).values)
  if (values.length > 0) {
    return values.filter(isObject).map((item) => ofStacktrace(object(item.stacktrace)))
  }
  const throwables = list(exception.throwables)
  if (throwables.length > 0) {
    return throwables.filter(isObject).map(ofThrowable)
  }
  return 'messages' in exception || 'stack' in exception ? [ofMessages(exception)] : []
}

/** `{"module", "type", "value", "frames": [{"module", "function", "filename", "lineno", "in_app"}]}` */
function ofStacktrace(stacktrace: JsonObject): JavaThrown {
  const type = [onlyText(stacktrace.module), onlyText(stacktrace.type)].filter((part) => part !== undefined).join('.')
  return thrown(type, onlyText(stacktrace.value), stacktrace.frames)
}

/** `{"type_name", "message", "stack": [{"class_name", "method_name", "file", "line"}]}`, or in camel case. */
function ofThrowable(throwable: JsonObject): JavaThrown {
  return thrown(
    onlyText(first(throwable, ['type_name', 'typeName'])) ?? '',
    onlyText(throwable.message),
    throwable.stack,
  )
}

/** `{"messages": ["class: message", …], "stack": [{"className", …}]}` */
function ofMessages(exception: JsonObject): JavaThrown {
  const first = onlyText(list(exception.messages)[0])
  const [, type, message] = /^([^:\s]+(?:Exception|Error)):\s*([\s\S]*)$/.exec(first ?? '') ?? []
  return thrown(type ?? '', type === undefined ? first : onlyText(message), exception.stack)
}

function thrown(type: string, message: string | undefined, frames: unknown): JavaThrown {
  const made: JavaThrown = { type: type === '' ? 'Unknown' : type, frames: list(frames).filter(isObject).map(frame) }
  if (message !== undefined) {
    made.message = message
  }
  return made
}

function frame(frame: JsonObject): JavaThrown['frames'][number] {
  return {
    module: onlyText(first(frame, ['module', 'class_name', 'className'])),
    function: onlyText(first(frame, ['function', 'method_name', 'methodName'])),
    source: sourceLink(onlyText(frame.filename) ?? onlyText(frame.file), text(frame.lineno) ?? text(frame.line)),
    isInApp: flag(frame.in_app),
  }
}
