using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>Somebody of a language desk.</summary>
/// <param name="Letters">The language of the letters to him.</param>
/// <param name="IsEditor">He decides what goes out; else he translates.</param>
public sealed record DeskHand(long Person, Address Address, Language Letters, bool IsEditor);
