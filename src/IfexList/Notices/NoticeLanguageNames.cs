using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>The five languages by name, in each of them: as they stand in a sentence such as "language: French".</summary>
public static class NoticeLanguageNames
{
    private static readonly string[][] Names =
    [
        ["English", "French", "Spanish", "Russian", "Arabic"],
        ["anglais", "français", "espagnol", "russe", "arabe"],
        ["inglés", "francés", "español", "ruso", "árabe"],
        ["английский", "французский", "испанский", "русский", "арабский"],
        ["الإنجليزية", "الفرنسية", "الإسبانية", "الروسية", "العربية"],
    ];

    public static string Of(Language named, Language reader) => Names[(int)reader][(int)named];
}
