// Vercel's AI SDK over @ai-sdk/openai-compatible: text, a stream, a typed object, and an error; printed as JSON.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, jsonSchema, Output, streamText, tool } from "ai";

const [, , baseURL, prompt, schema] = process.argv;
const provider = createOpenAICompatible({ name: "smallacts", baseURL, apiKey: "any", includeUsage: true, supportsStructuredOutputs: true });
const model = provider("smallacts");
const tools = { edit_file: tool({ description: "Edit a file", inputSchema: jsonSchema({ type: "object", properties: {} }), execute: async () => "edited" }) };

const whole = await generateText({ model, prompt, tools });
const stream = streamText({ model, prompt, tools });
let streamed = "";
for await (const part of stream.textStream) streamed += part;
const typed = await generateText({ model, prompt, output: Output.object({ schema: jsonSchema(JSON.parse(schema)) }) });
const refused = await generateText({ model: provider("nobody"), prompt, maxRetries: 0 }).catch((error) => error);

console.log(JSON.stringify({
  whole: whole.text,
  streamed,
  finish: await stream.finishReason,
  tool_calls: (await stream.toolCalls).length,
  usage: (await stream.usage).totalTokens,
  typed: typed.output,
  refused: { status: refused.statusCode, message: refused.message },
}));
