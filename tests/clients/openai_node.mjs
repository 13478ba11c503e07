// openai-node: a list of models, an answer in one piece, a stream of it, and an error; printed as JSON.
import OpenAI from "openai";

const [, , baseURL, question] = process.argv;
const client = new OpenAI({ baseURL, apiKey: "any", maxRetries: 0 });
const messages = [{ role: "user", content: question }];

const models = (await client.models.list()).data.map((model) => model.id);
const whole = await client.chat.completions.create({ model: "smallacts", messages });
const stream = client.chat.completions.stream({ model: "smallacts", messages, stream_options: { include_usage: true } });
const chunks = [];
for await (const chunk of stream) chunks.push(chunk);
const final = await stream.finalChatCompletion();
const response = await client.responses.create({ model: "smallacts", input: question });
const refused = await client.chat.completions.create({ model: "nobody", messages }).catch((error) => error);

console.log(JSON.stringify({
  models,
  whole: whole.choices[0].message.content,
  streamed: chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join(""),
  final: final.choices[0].message.content,
  finish: final.choices[0].finish_reason,
  tool_calls: final.choices[0].message.tool_calls?.length ?? 0,
  usage: chunks.at(-1).usage.total_tokens,
  response: response.output_text,
  refused: { status: refused.status, message: refused.message },
}));
