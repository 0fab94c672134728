using System.Text.Json.Nodes;
using Runbooks.Engine.Merging;

namespace Runbooks.Engine.Tests.Merging;

public class StrategicMergeTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":1,"d":1}}""", """{"b":{"c":2}}""", """{"a":1,"b":{"c":2,"d":1}}""")]
    [InlineData("""{"a":1,"b":1}""", """{"b":null}""", """{"a":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[3]}""", """{"a":[3]}""")]
    [InlineData("""{"a":1}""", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    [InlineData("""{"env":[{"name":"A","value":"1"},{"name":"B","value":"1"}]}""", """{"env":[{"name":"B","value":"2"}]}""", """{"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}""")]
    [InlineData("""{"env":[{"name":"A"},{"name":"B"},{"name":"C"}]}""", """{"env":[{"name":"X"},{"name":"B","value":"2"}]}""", """{"env":[{"name":"X"},{"name":"A"},{"name":"B","value":"2"},{"name":"C"}]}""")]
    [InlineData("""{"ports":[{"containerPort":80,"name":"a"}]}""", """{"ports":[{"containerPort":80,"protocol":"UDP"},{"containerPort":81}]}""", """{"ports":[{"containerPort":80,"name":"a","protocol":"UDP"},{"containerPort":81}]}""")]
    [InlineData("""{"volumeMounts":[{"mountPath":"/a","name":"x"}]}""", """{"volumeMounts":[{"mountPath":"/b","name":"x"}]}""", """{"volumeMounts":[{"mountPath":"/b","name":"x"},{"mountPath":"/a","name":"x"}]}""")]
    public void A_patch_goes_over_the_original(string original, string patch, string merged) =>
        Assert.Equal(merged, StrategicMerge.OfWorkflows.Merge(JsonNode.Parse(original)!.AsObject(), JsonNode.Parse(patch)!.AsObject()).ToJsonString());
}
