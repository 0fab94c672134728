using Amazon.Runtime;

namespace Runbooks.Providers.Sandbox.Tests;

internal static class Refusals
{
    /// <summary>Awaits a call that must be refused and gives what the SDK understood of the refusal.</summary>
    public static async Task<AmazonServiceException> Refused(this Task call, string code, int status = 400)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Equal(status, (int)refusal.StatusCode);
        Assert.False(string.IsNullOrEmpty(refusal.RequestId));
        return refusal;
    }
}
