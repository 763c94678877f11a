using System.Runtime.CompilerServices;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// Makes koi8-r, windows-1256 and the other legacy character sets known before MimeKit is first touched: MimeKit remembers
/// a look-up that failed and would show mojibake for as long as the process lives.
/// </summary>
internal static class CodePages
{
#pragma warning disable CA2255 // A module initializer is the one place that surely runs before any type of MimeKit.
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
#pragma warning restore CA2255
}
