using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Engine.Tests.Status;

public sealed class ArgoStatusTests
{
    public static TheoryData<string> Cases => [.. Expected.Cases("Cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_is_exported_as_Argo_would_have_it(string name)
    {
        var (run, _) = ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml"));
        Expected.Is($"Cases/{name}.json", Json(run) + "\n");
    }

    [Fact]
    public void Every_id_that_a_node_points_to_is_a_node_and_each_node_but_the_root_is_pointed_to()
    {
        var (run, _) = ScriptedRun.Play(Expected.PathOf("Cases/nested.yaml"));
        var nodes = JsonDocument.Parse(Json(run)).RootElement.GetProperty("status").GetProperty("nodes");
        var ids = nodes.EnumerateObject().Select(node => node.Name).ToHashSet();
        var children = nodes.EnumerateObject().SelectMany(node => Texts(node.Value, "children")).ToHashSet();
        var outbound = nodes.EnumerateObject().SelectMany(node => Texts(node.Value, "outboundNodes"));
        Assert.Equal(ids.Order(), children.Append(run.Run.Name).Order());
        Assert.Subset(ids, outbound.ToHashSet());
    }

    private static IEnumerable<string> Texts(JsonElement node, string field) =>
        node.TryGetProperty(field, out var list) ? list.EnumerateArray().Select(text => text.GetString()!) : [];

    private static string Json(RunState run)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ArgoStatus.Write(run, json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
