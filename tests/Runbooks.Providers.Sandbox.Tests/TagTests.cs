using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class TagTests
{
    [Fact]
    public async Task Tags_are_added_and_overwritten()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.CreateTagsAsync(new CreateTagsRequest([cloud.Id("search-dev")], [new("env", "test"), new("note", "a b&c=é🙂")]));

        var tags = Tags(cloud);
        Assert.Equal("test", tags["env"]);
        Assert.Equal("a b&c=é🙂", tags["note"]);
        Assert.Equal("chen", tags["owner"]);
    }

    [Fact]
    public async Task A_tag_is_deleted_by_key_or_only_with_the_value_named()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("search-dev");

        await cloud.Ec2.DeleteTagsAsync(
            new DeleteTagsRequest { Resources = [id], Tags = [new() { Key = "env" }, new("owner", "someone-else")] });

        Assert.False(Tags(cloud).ContainsKey("env"));
        Assert.Equal("chen", Tags(cloud)["owner"]);
    }

    [Fact]
    public async Task Tags_that_EC2_forbids_are_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var create = (string id, params Tag[] tags) => cloud.Ec2.CreateTagsAsync(new CreateTagsRequest([id], [.. tags]));
        var id = cloud.Id("search-dev");

        await create(id, new Tag("aws:owner", "x")).Refused("InvalidParameterValue");
        await create(id, new Tag(new string('k', 129), "x")).Refused("InvalidParameterValue");
        await create(id, [.. Enumerable.Range(0, 60).Select(n => new Tag($"k{n}", "x"))]).Refused("TagLimitExceeded");
        await create("i-00000000000000001", new Tag("env", "x")).Refused("InvalidInstanceID.NotFound");
        await create("vol-00000000000000001", new Tag("env", "x")).Refused("InvalidID");
    }

    [Fact]
    public async Task A_control_character_in_a_tag_never_breaks_the_answer()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.CreateTagsAsync(new CreateTagsRequest([cloud.Id("search-dev")], [new("note", "a\u0001b")]));
        var tags = await cloud.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("key", ["note"])] });

        Assert.Equal("a?b", Assert.Single(tags.Tags).Value);
    }

    [Fact]
    public async Task Tags_are_listed_with_filters_and_pages()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var owned = await cloud.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("key", ["owner"]), new("value", ["a*"])] });
        var all = new List<TagDescription>();
        await foreach (var tag in cloud.Ec2.Paginators.DescribeTags(new DescribeTagsRequest { MaxResults = 7 }).Tags)
            all.Add(tag);

        Assert.Equal(3, owned.Tags.Count);
        Assert.All(owned.Tags, tag => Assert.Equal("instance", tag.ResourceType));
        Assert.Equal(12 * 4, all.Count);
    }

    private static IReadOnlyDictionary<string, string> Tags(SimulatedCloud cloud) =>
        cloud.Server.Instances().Single(instance => instance.Name == "search-dev").Tags;
}
