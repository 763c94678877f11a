using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>What a word of a command line means, in whatever language it is written.</summary>
public enum Sense
{
    // Verbs: they begin a line.
    Subscribe,
    Unsubscribe,
    Set,
    Pause,
    Resume,
    ShowSettings,
    ShowLists,
    Help,
    MyData,
    ForgetMe,
    Stay,
    Confirm,
    Cancel,
    Get,
    Case,
    Follow,
    Unfollow,
    Index,
    Last,
    Search,
    Withdraw,
    End,

    // Keys: a value stands behind them.
    LanguageKey,
    FormatKey,
    RhythmKey,
    TopicsKey,
    CapKey,
    WaitKey,
    AddressKey,
    EditionsKey,
    FileKey,
    SplitKey,

    /// <summary>Says that what stands beside it is wished: without it a place alone is a title.</summary>
    Wish,

    // Values that need no key.
    Text,
    Full,
    Now,
    Daily,
    Weekly,
    Headlines,

    /// <summary>A parcel, whichever: daily unless its rhythm is named.</summary>
    Digest,

    AllTopics,
    AllEditions,

    // Values that need one.
    All,
    Never,
    One,
}

/// <summary>A word or phrase of the tables.</summary>
/// <param name="Tongues">The languages that have it.</param>
/// <param name="Spelled">As people write it.</param>
public sealed record CommandWord(Sense Sense, Tongues Tongues, string Spelled);

/// <summary>A set of languages.</summary>
[Flags]
public enum Tongues
{
    None = 0,
    En = 1 << Language.En,
    Fr = 1 << Language.Fr,
    Es = 1 << Language.Es,
    Ru = 1 << Language.Ru,
    Ar = 1 << Language.Ar,
    All = En | Fr | Es | Ru | Ar,
}
