using Runbooks.Server.Steps.Processes;

namespace Runbooks.Server.Tests.Steps;

public sealed class InheritedTests
{
    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", "abc/def+0123456789")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "/abc/def+0123456789")]
    [InlineData("PGPASSWORD", "correct-horse")]
    [InlineData("github_token", "ghp_0123456789")]
    [InlineData("TOKENIZERS_PARALLELISM", "false-or-true", false)]
    [InlineData("TOKEN_LIFETIME", "10 minutes", false)]
    [InlineData("MONKEY", "bananas-2", false)]
    [InlineData("USE_TOKEN", "true", false)]
    [InlineData("SORT_KEY", "createdAt", false)]
    [InlineData("PARTITION_KEY", "123456789.5", false)]
    [InlineData("SSH_KEY", "/tmp/no/such/key.pem", false)]
    [InlineData("SSH_KEY", "~/.ssh/id_rsa", false)]
    [InlineData("ROUTING_KEY", "a.b.c", false)]
    public void A_variable_is_a_secret_by_the_end_of_its_name_unless_its_value_stands_elsewhere_too(string name, string value, bool isSecret = true) =>
        Assert.Equal(isSecret, Inherited.IsSecret(name, value));
}
