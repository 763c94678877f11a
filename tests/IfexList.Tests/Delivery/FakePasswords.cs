using System.Security.Cryptography;
using System.Text;

namespace IfexList.Tests.Delivery;

/// <summary>Who logs in at <see cref="FakeHop"/>, in the ways of RFC 4616 and RFC 2195.</summary>
internal static class FakePasswords
{
    public const string Challenge = "<1896.697170952@fake.example>";

    public static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    public static (string, string) Plain(string response)
    {
        var parts = Decode(response).Split('\0');
        return (parts[1], parts[2]);
    }

    public static (string, string) CramMd5(string response)
    {
#pragma warning disable CA5351 // RFC 2195 is MD5.
        var expected = HMACMD5.HashData("s3cret"u8, Encoding.ASCII.GetBytes(Challenge));
#pragma warning restore CA5351
        var parts = response.Split(' ');
        return (parts[0], parts[1] == Convert.ToHexStringLower(expected) ? "s3cret" : "");
    }
}
