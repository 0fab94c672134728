using Runbooks.Server.Secrets;

namespace Runbooks.Server.Tests.Secrets;

public sealed class SecretMaskTests
{
    [Fact]
    public void A_secret_is_hidden_wherever_it_stands_in_a_text()
    {
        var mask = Mask("s3cret");

        Assert.Equal("***, ***! and not s3cre", mask.Hide("s3cret, s3cret! and not s3cre"));
        Assert.Null(mask.Hide(null));
    }

    [Fact]
    public void A_secret_within_another_leaves_nothing_of_the_longer_one_readable()
    {
        var mask = Mask("word", "password-1");

        Assert.Equal("*** ***", mask.Hide("password-1 word"));
    }

    [Fact]
    public void Values_too_short_to_be_secret_are_not_hidden()
    {
        var mask = Mask("", "abc");

        Assert.True(mask.IsEmpty);
        Assert.Equal("abc", mask.Hide("abc"));
    }

    [Fact]
    public void Each_line_of_a_secret_of_many_lines_is_hidden_alone()
    {
        var mask = Mask("-----BEGIN KEY-----\r\nAAAABBBB\r\nCCCC\r\n-----END KEY-----\r\n");

        Assert.Equal("***", mask.Hide("AAAABBBB"));
        Assert.Equal("x *** y", mask.Hide("x CCCC y"));
    }

    [Fact]
    public void A_secret_is_hidden_inside_a_json_text_too()
    {
        var mask = Mask("a\"b\\c\nd");

        Assert.Equal("""{"key":"***"}""", mask.Hide("""{"key":"a\"b\\c\nd"}"""));
    }

    [Fact]
    public void The_same_secret_told_by_many_threads_is_known_once()
    {
        var mask = new SecretMask();

        Parallel.For(0, 1000, i => mask.Add($"secret-{i % 10}"));

        Assert.Equal("***", mask.Hide("secret-7"));
        Assert.Equal("secret-".Length + 1, mask.Longest);
    }

    private static SecretMask Mask(params string[] secrets)
    {
        var mask = new SecretMask();
        foreach (var secret in secrets) mask.Add(secret);
        return mask;
    }
}
