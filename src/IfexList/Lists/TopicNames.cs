using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>Names of topics in five languages.</summary>
public static class TopicNames
{
    public static string Of(Topic topic, Language language, MailingList list) => topic.Code;
}
