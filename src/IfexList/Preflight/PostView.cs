using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>A post with what is known of it when the checklist is gone through.</summary>
internal sealed record PostView(
    CleanPost Post, PostParts Parts, string Headline, string Kind, bool HasCountry, IReadOnlyList<PersonName> Names, CaseGuess? Case, IReadOnlyList<RecentRelease> Recent);
