using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>The signs of <see cref="Automation"/> on a mail that has come back: its envelope is known by its Return-Path alone, and who we are makes no difference.</summary>
internal static class RobotMarks
{
    public static RobotSigns Of(MimeMessage message) => Automation.Of(message, HasNullPath(message), "our.invalid", _ => false).Signs & ~RobotSigns.Loop;

    /// <summary>It says of itself that it answers some mail (RFC 3834 §5).</summary>
    public static bool IsAutoReplied(MimeMessage message) => message.Headers["Auto-Submitted"]?.TrimStart().StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasNullPath(MimeMessage message) => message.Headers["Return-Path"] is { } path && path.Trim() is "<>" or "";
}
