using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>What <see cref="CommandReader"/> has understood of one mail.</summary>
/// <param name="Commands">In the order in which they were written, at most <see cref="Foundation.Limits.Commands"/>.</param>
/// <param name="Language">The language that their words have in common and English hasn't; null where there is none, or more than one.</param>
/// <param name="IsEnglish">There is no such language, but English words: a hint for where nothing else is known, since everybody types "subscribe".</param>
/// <param name="NotUnderstood">Lines before the first command that were none; where there is no command at all, the Subject too.</param>
/// <param name="Suggestion">A command of ours, to copy, that a misspelt one may have been; null where nothing is like one.</param>
/// <param name="IsProse">A text for people, rather than a command that failed.</param>
public sealed record CommandMail(IReadOnlyList<Command> Commands, Language? Language, bool IsEnglish, int NotUnderstood, string? Suggestion, bool IsProse)
{
    /// <summary>
    /// The commands, each subscription that names no language in that of the command words, else in <paramref name="otherwise"/>, as far as its list has it.
    /// </summary>
    public IReadOnlyList<Command> InLanguage(Language? otherwise = null) => (Language ?? otherwise) is not { } language ? Commands
        : [.. Commands.Select(command => command is Command.Subscribe { Wish.Languages: null } subscribe && subscribe.List.Languages.Contains(language)
            ? subscribe with { Wish = subscribe.Wish with { Languages = [language] } }
            : command)];
}
