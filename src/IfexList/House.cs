using IfexList.Archive;
using IfexList.Authentication;
using IfexList.Bounces;
using IfexList.Commands;
using IfexList.Communique;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Reception;
using IfexList.Smtp;
using IfexList.Store;
using IfexList.Translation;
using IfexList.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IfexList;

/// <summary>The wiring, in the order in which mail flows. The command line's verbs use the same parts without the loops.</summary>
public static class House
{
    public static IServiceCollection AddHouse(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ListCatalogue>()
        .AddSingleton(s => new AddressPlan(s.GetRequiredService<ListCatalogue>(), settings.HostName))
        .AddSingleton(_ => Database.Open(settings.DatabaseFile))
        .AddSingleton(_ => TokenKey.LoadOrCreate(settings.TokenKeyFile))
        .AddSingleton(_ => new NoticeTexts(settings.NoticesOverride))
        .AddSingleton(s => NameLookup.Open(settings.Dns, s.GetRequiredService<TimeProvider>()))
        .AddSingleton(_ => FrontRelays.Of(settings.Smtp))
        .AddSingleton<Spf>()
        .AddSingleton<SignerKeys>()
        .AddSingleton<Dkim>()
        .AddSingleton<Dmarc>()
        .AddSingleton<MemberSignatures>()
        .AddSingleton<SenderCheck>()
        .AddSingleton<LetterWriter>()
        .AddSingleton<AnswerBudget>()
        .AddSingleton<EditionWriter>()
        .AddSingleton<PostHash>()
        .AddSingleton<Filing>()
        .AddSingleton<Publication>()
        .AddSingleton<IssuePublication>()
        .AddSingleton<FurtherEditions>()
        .AddSingleton<Fallbacks>()
        .AddSingleton<PublicText>()
        .AddSingleton<Bundles>()
        .AddSingleton<Indexing>()
        .AddSingleton<ParcelWriter>()
        .AddSingleton<Parcels>()
        .AddSingleton<TextsOnRequest>()
        .AddSingleton<ModerationRequest>()
        .AddSingleton<PosterLetters>()
        .AddSingleton<DeskLetters>()
        .AddSingleton<Seals>()
        .AddSingleton<Settlement>()
        .AddSingleton<Approval>()
        .AddSingleton<DeskDeeds>()
        .AddSingleton<Decision>();

    public static IServiceCollection AddDaemon(this IServiceCollection services) => services
        .AddSingleton(s => new Blocklists(s.GetRequiredService<Settings>().Smtp.Dnsbl, s.GetRequiredService<NameLookup>()))
        .AddSingleton(s => new Rspamd(s.GetRequiredService<Settings>().Smtp.Rspamd, s.GetRequiredService<ILogger<Rspamd>>()))
        .AddSingleton<Admission>()
        .AddSingleton<Shortages>()
        .AddSingleton<IPostbox, FrontDesk>()
        .AddSingleton<Passing>()
        .AddSingleton<Hold>()
        .AddSingleton<DecisionAnswers>()
        .AddSingleton<DigestAnswers>()
        .AddSingleton<Aftermath>()
        .AddSingleton<Suspensions>()
        .AddSingleton<OnceMore>()
        .AddSingleton<DecisionMail>()
        .AddSingleton<FilingMail>()
        .AddSingleton<PosterMail>()
        .AddSingleton<StrangersDigest>()
        .AddSingleton<OwnersLetter>()
        .AddSingleton<ReminderLetter>()
        .AddSingleton<Reminders>()
        .AddSingleton<RefusedRequest>()
        .AddSingleton<LastDay>()
        .AddSingleton<WeeklySummary>()
        .AddSingleton<TranslationLetters>()
        .AddSingleton<TranslationDrafts>()
        .AddSingleton<TranslationAnswers>()
        .AddSingleton<TranslationOnceMore>()
        .AddSingleton<TranslationReminders>()
        .AddSingleton<UnaskedEditions>()
        .AddSingleton<TranslationDesk>()
        .AddSingleton<TranslationMail>()
        .AddSingleton<Handover>()
        .AddSingleton<DraftLetters>()
        .AddSingleton<IssueRelease>()
        .AddSingleton<DraftDesk>()
        .AddSingleton<DraftMail>()
        .AddSingleton<ItemLetters>()
        .AddSingleton<ItemDesk>()
        .AddSingleton<ItemMail>()
        .AddSingleton<MissingLanguage>()
        .AddSingleton<ReaderNotices>()
        .AddSingleton<CommandActs>()
        .AddSingleton<Confirmation>()
        .AddSingleton<CommandDesk>()
        .AddSingleton<Leaving>()
        .AddSingleton<Addressees>()
        .AddSingleton<ComplaintSenders>()
        .AddSingleton<ReturnedMail>()
        .AddSingleton<KeptReturns>()
        .AddSingleton<TroubleLetters>()
        .AddSingleton<Weighing>()
        .AddSingleton<ProbeLetters>()
        .AddSingleton<Probes>()
        .AddSingleton<OwnersMail>()
        .AddSingleton<Erasing>()
        .AddSingleton<Insiders>()
        .AddSingleton<Health>()
        .AddSingleton<Gauges>()
        .AddSingleton<Exposition>()
        .AddSingleton<LeavePage>()
        .AddSingleton<OneClick>()
        .AddSingleton(s => new PageTexts(s.GetRequiredService<Settings>().PagesOverride))
        .AddSingleton<EditionFacts>()
        .AddSingleton<ReadingRoom>()
        .AddSingleton<BundleFiles>()
        .AddSingleton<ArchivePages>()
        .AddSingleton<FrontDoor>()
        .AddSingleton<PostDesk>()
        .AddSingleton(s => DkimSigner.Open(s.GetRequiredService<Settings>().Dkim, s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new SourceAddresses(s.GetRequiredService<Settings>().Relay, s.GetRequiredService<NameLookup>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new MtaSts(s.GetRequiredService<NameLookup>(), s.GetRequiredService<Database>(),
            MtaSts.Web(s.GetRequiredService<NameLookup>(), address => ExchangeLookup.MayReach(s.GetRequiredService<Settings>().Relay, address)), s.GetRequiredService<TimeProvider>()))
        .AddSingleton<ExchangeLookup>()
        .AddSingleton<DeliveryLoop>().AddHostedService(s => s.GetRequiredService<DeliveryLoop>())
        .AddSingleton<Triage>().AddHostedService(s => s.GetRequiredService<Triage>())
        .AddSingleton<Clock>().AddHostedService(s => s.GetRequiredService<Clock>());
}
