using System.Text;
using IfexList.Delivery;
using IfexList.Mail;

namespace IfexList.Tests.Delivery;

/// <summary>The files of the mode for trying out: they too forget who asks for it.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ifexlist-outbox-");

    public static TheoryData<string, bool, string> Files => new()
    {
        { "Delivered-To: Souad@sahifa.example\r\n\r\nHello", false, "a copy for him, whatever the capitals" },
        { "Delivered-To: other@sahifa.example\r\n\r\nHello", true, "somebody else's" },
        { "Delivered-To: marie@desk.example\r\n\r\n1. souad@sahifa.example: a question", false, "a letter to the desk that names him" },
        { $"Delivered-To: marie@desk.example\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{Base64("1. souad@sahifa.example: a question")}\r\n", false, "the same in base64" },
        { "Delivered-To: marie@desk.example\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain\r\n\r\n1. souad=40sahifa.example\r\n", false, "the same in quoted-printable" },
        { "Delivered-To: marie@desk.example\r\nSubject: =?utf-8?B?" + Base64("From souad@sahifa.example") + "?=\r\n\r\nHello", false, "in an encoded header" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void What_names_somebody_who_is_forgotten_goes(string mail, bool stays, string why)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "1.eml"), mail);
        OutboxDirectory.Forget(_folder.FullName, Address.TryParse("souad@sahifa.example", out var address) ? address : throw new FormatException());
        Assert.True(stays == File.Exists(Path.Combine(_folder.FullName, "1.eml")), why);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _folder.Delete(recursive: true);
}
