using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Publishing;

/// <summary>What is about to be rendered: a cleansed post in one language, under its number.</summary>
/// <param name="Organisation">The visible author, with a person's name behind it where the desk says so; null where none is known.</param>
/// <param name="InThreadOf">The Message-ID of the release that it continues.</param>
public sealed record NewEdition(
    MailingList List, Language Language, string Number, string MessageId, CleanPost Post, string? Organisation, string? InThreadOf, DateTimeOffset Date);
