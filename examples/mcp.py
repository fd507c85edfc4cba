"""Let the model use the tools of a remote MCP server, which Groq asks for you."""

import os

from _setup import ensure_api
from groq import Groq
from groq.types.responses import ResponseMcpToolParam

ensure_api()
client = Groq()

server: ResponseMcpToolParam = {
    "type": "mcp",
    "server_label": "Huggingface",
    "server_url": "https://huggingface.co/mcp",
    "require_approval": "never",
}
if "HF_TOKEN" in os.environ:
    server["headers"] = {"Authorization": f"Bearer {os.environ['HF_TOKEN']}"}  # neither logged nor shown

response = client.responses.create(
    model="openai/gpt-oss-120b",
    input="What models are trending on Huggingface?",
    tools=[server],
)

for item in response.output:
    if item.type == "mcp_list_tools":
        print(f"{item.server_label} offers {', '.join(tool.name for tool in item.tools)}")
    elif item.type == "mcp_call":
        print(f"{item.server_label} was asked {item.name}({item.arguments}): {item.error or item.output}")
print(response.output_text)
