using System.CommandLine;
using System.CommandLine.Parsing;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>The arguments and options that several verbs take. What isn't of their form is wrong usage.</summary>
public static class Takes
{
    public static Argument<string> List() => new("L") { Description = "A list's name or alias" };

    public static Argument<long> Id() => new("ID") { Description = "The number that list shows first on each line" };

    public static Argument<Address> Address() => new("ADDRESS") { Description = "A mail address", CustomParser = one => ParseAddress(one, one.Tokens[0].Value) };

    public static Option<IReadOnlyList<Address>?> Addresses(string name, string description) => new(name)
    {
        HelpName = "ADDRESS",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = all => [.. all.Tokens.Select(token => ParseAddress(all, token.Value))],
    };

    public static Option<IReadOnlyList<Language>?> LanguageList(string name, string description) => new(name)
    {
        HelpName = "LANGUAGE",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = all => [.. all.Tokens.Select(token => ParseLanguage(all, token.Value)).Distinct()],
    };

    public static Option<Language?> OneLanguage(string description) => new("--language")
    {
        HelpName = "LANGUAGE",
        Description = description,
        CustomParser = one => ParseLanguage(one, one.Tokens[0].Value),
    };

    /// <summary>Hours of duty; empty after <c>always</c>.</summary>
    public static Option<string?> Hours() => new("--hours")
    {
        HelpName = "HOURS",
        Description = "When she is on duty: \"mon-fri 08:00-18:00 Europe/Paris; sat 22:00-07:00\", without a zone in the list's; \"always\" ends that",
        CustomParser = one =>
        {
            var text = one.Tokens[0].Value;
            if (text == "always")
                return "";
            if (!WeeklyHours.TryParse(text, out var hours, out var problem))
                one.AddError($"--hours: {problem}");
            return hours?.ToString();
        },
    };

    /// <summary>One of a few words, in small letters.</summary>
    public static Option<string?> OneOf(string name, string helpName, string description, IReadOnlyList<string> words)
    {
        var known = words.Select(word => word.ToLowerInvariant()).ToArray();
        return new Option<string?>(name)
        {
            HelpName = helpName,
            Description = $"{description}: {string.Join(", ", known)}",
            CustomParser = one =>
            {
                var word = one.Tokens[0].Value.ToLowerInvariant();
                if (!known.Contains(word))
                    one.AddError($"\"{one.Tokens[0].Value}\" is none of {string.Join(", ", known)}");
                return word;
            },
        };
    }

    /// <summary>Domains in their ASCII form.</summary>
    public static Option<IReadOnlyList<string>?> Domains() => new("--domain")
    {
        HelpName = "DOMAIN",
        Description = "Every address of this domain writes for the organisation (may be repeated)",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = all => [.. all.Tokens.Select(token => ParseDomain(all, token.Value))],
    };

    /// <summary>A domain in its ASCII form.</summary>
    public static Option<string?> OneDomain(string description) => new("--domain")
    {
        HelpName = "DOMAIN",
        Description = description,
        CustomParser = one => ParseDomain(one, one.Tokens[0].Value),
    };

    public static Option<bool> Json() => new("--json") { Description = "For programs" };

    private static Address ParseAddress(ArgumentResult result, string text)
    {
        if (!Mail.Address.TryParse(text, out var address))
            result.AddError($"\"{text}\" is no mail address");
        return address;
    }

    private static Language ParseLanguage(ArgumentResult result, string text)
    {
        if (!Languages.TryParse(text, out var language))
            result.AddError($"\"{text}\" is none of the languages {string.Join(", ", Languages.All.Select(l => l.Code()))}");
        return language;
    }

    private static string ParseDomain(ArgumentResult result, string text)
    {
        if (Mail.Address.TryParse("anybody@" + text.TrimStart('@'), out var anybody))
            return anybody.Domain;
        result.AddError($"\"{text}\" is no domain name");
        return "";
    }
}
