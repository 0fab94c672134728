using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Runbooks.EndToEnd.Tests.Editors;

/// <summary>The YAML language server, as an editor talks to it: the Language Server Protocol over its standard input and output.</summary>
internal sealed class LanguageServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonArray>> _diagnosed = new();
    private readonly JsonObject _settings;
    private int _last;

    private LanguageServer(string program, string schema)
    {
        _settings = new JsonObject { ["yaml"] = new JsonObject { ["validate"] = true, ["completion"] = true, ["hover"] = true, ["schemaStore"] = new JsonObject { ["enable"] = false }, ["schemas"] = new JsonObject { [schema] = "*.yaml" } } };
        _process = Process.Start(new ProcessStartInfo(program, ["--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _reading = ReadAsync();
    }

    /// <param name="program">The server's executable.</param>
    /// <param name="schema">The JSON Schema of all documents, as a URL.</param>
    public static async Task<LanguageServer> StartAsync(string program, string schema)
    {
        var server = new LanguageServer(program, schema);
        await server.AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = null,
            ["capabilities"] = new JsonObject { ["workspace"] = new JsonObject { ["configuration"] = true } },
        });
        await server.TellAsync("initialized", []);
        await server.TellAsync("workspace/didChangeConfiguration", new JsonObject { ["settings"] = server._settings.DeepClone() });
        return server;
    }

    /// <summary>Opens a document, and waits for what the server finds wrong with it.</summary>
    public async Task<IReadOnlyList<Mark>> OpenAsync(string uri, string text)
    {
        var diagnosed = _diagnosed.GetOrAdd(uri, _ => new TaskCompletionSource<JsonArray>(TaskCreationOptions.RunContinuationsAsynchronously));
        await TellAsync("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "yaml", ["version"] = 1, ["text"] = text } });
        return [.. (await diagnosed.Task.WaitAsync(Patience)).Select(each => new Mark((int)each!["range"]!["start"]!["line"]! + 1, (string)each["message"]!, (string?)each["source"] == "YAML"))];
    }

    /// <summary>What the editor would offer at a place, both counted from 0.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(string uri, int line, int character)
    {
        var answer = await AskAsync("textDocument/completion", At(uri, line, character));
        var items = answer as JsonArray ?? (JsonArray)answer!["items"]!;
        return [.. items.Select(item => (string)item!["label"]!)];
    }

    public async Task<string> HoverAsync(string uri, int line, int character) =>
        (await AskAsync("textDocument/hover", At(uri, line, character)))?["contents"]?.ToJsonString() ?? "";

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private static JsonObject At(string uri, int line, int character) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri },
        ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
    };

    private async Task<JsonNode?> AskAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return await answer.Task.WaitAsync(Patience);
    }

    private Task TellAsync(string method, JsonObject parameters) => SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private async Task SendAsync(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        await _writing.WaitAsync();
        try
        {
            var input = _process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
            await input.WriteAsync(body);
            await input.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        var output = _process.StandardOutput.BaseStream;
        while (await ReadLengthAsync(output) is { } length)
        {
            var body = new byte[length];
            await output.ReadExactlyAsync(body);
            await TakeAsync(JsonNode.Parse(body)!);
        }
    }

    private static async Task<int?> ReadLengthAsync(Stream output)
    {
        var header = new List<byte>();
        var next = new byte[1];
        while (!header.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await output.ReadAsync(next) == 0) return null;
            header.Add(next[0]);
        }
        var line = Encoding.ASCII.GetString([.. header]).Split("\r\n").Single(each => each.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture);
    }

    private async Task TakeAsync(JsonNode message)
    {
        var method = (string?)message["method"];
        if (method is null) _asked[(int)message["id"]!].SetResult(message["result"]);
        else if (method == "textDocument/publishDiagnostics") Diagnosed(message["params"]!);
        else if (message["id"] is { } id) await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = Answer(method, message["params"]) });
    }

    private void Diagnosed(JsonNode found) => _diagnosed
        .GetOrAdd((string)found["uri"]!, _ => new TaskCompletionSource<JsonArray>(TaskCreationOptions.RunContinuationsAsynchronously))
        .TrySetResult((JsonArray)found["diagnostics"]!);

    /// <summary>The server asks for its settings, section by section; anything else it asks may be left open.</summary>
    private JsonArray? Answer(string method, JsonNode? parameters) => method == "workspace/configuration"
        ? new JsonArray([.. ((JsonArray)parameters!["items"]!).Select(item => _settings[(string)item!["section"]!]?.DeepClone())])
        : null;
}
