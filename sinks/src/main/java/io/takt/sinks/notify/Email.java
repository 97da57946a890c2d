package io.takt.sinks.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Mail over SMTP. A message tried twice has the same Message-ID, so mailboxes can tell; all mails
 * of an alert refer to one root, so that clients show them as one conversation.
 */
final class Email implements Transport {

  private static final long SET_UP_WRONG = 60_000;

  private final Session session;
  private final InternetAddress from;
  private final List<InternetAddress> to;
  private final String server;

  /**
   * @param security none, starttls or tls
   * @param password null: the server asks for none
   */
  Email(
      String host,
      int port,
      String security,
      String user,
      Secret password,
      String from,
      List<String> to) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", host);
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    properties.setProperty("mail.smtp.connectiontimeout", "5000");
    properties.setProperty("mail.smtp.timeout", "10000");
    properties.setProperty("mail.smtp.writetimeout", "10000");
    switch (security) {
      case "tls" -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case "starttls" -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case "none" -> {
        // For a server within the plant.
      }
      default ->
          throw new IllegalArgumentException(
              "email security is " + security + "; it must be tls, starttls or none.");
    }
    Authenticator authenticator = null;
    if (password != null) {
      properties.setProperty("mail.smtp.auth", "true");
      properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      authenticator =
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              return new PasswordAuthentication(user, password.value());
            }
          };
    }
    session = Session.getInstance(properties, authenticator);
    this.server = host + ":" + port;
    try {
      this.from = new InternetAddress(from, true);
      this.to = List.of(InternetAddress.parse(String.join(",", to), true));
    } catch (AddressException e) {
      throw new IllegalArgumentException("email: no address: " + e.getMessage(), e);
    }
  }

  @Override
  public String send(Outbox.Due due, Text text) throws IOException, Refused {
    try {
      Mail mail = new Mail(session, "<" + hash(due.key() + due.message().contentHash()) + "@takt>");
      mail.setFrom(from);
      mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
      mail.setSubject(text.title().replaceAll("\\s+", " "), "UTF-8");
      mail.setSentDate(Date.from(Instant.ofEpochMilli(due.message().plantTime())));
      mail.setHeader("Auto-Submitted", "auto-generated");
      String root = "<" + hash(root(due.message())) + "@takt>";
      mail.setHeader("References", root);
      mail.setHeader("In-Reply-To", root);
      MimeMultipart both = new MimeMultipart("alternative");
      MimeBodyPart plain = new MimeBodyPart();
      // The subject stands right above it: one alert is not headed twice.
      String title = text.items().size() == 1 ? "" : text.title() + "\n\n";
      plain.setText(title + text.plain(), "UTF-8", "plain");
      MimeBodyPart html = new MimeBodyPart();
      html.setText(EmailFormat.html(text), "UTF-8", "html");
      both.addBodyPart(plain);
      both.addBodyPart(html);
      mail.setContent(both);
      jakarta.mail.Transport.send(mail);
      return mail.getMessageID();
    } catch (AuthenticationFailedException e) {
      throw Refused.forNow("the mail server does not take the password", SET_UP_WRONG);
    } catch (SMTPSendFailedException e) {
      throw refused(e.getReturnCode(), e);
    } catch (SendFailedException e) {
      if (e.getNextException() instanceof SMTPAddressFailedException address) {
        throw refused(address.getReturnCode(), e);
      }
      throw Refused.forGood("the mail server refused it: " + e.getMessage());
    } catch (MessagingException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Refused refused(int code, MessagingException e) {
    String why = "the mail server refused it: " + e.getMessage();
    return code >= 500 && code < 600 ? Refused.forGood(why) : Refused.forNow(why, 0);
  }

  /** What the mails of an alert have in common. */
  private static String root(Message message) {
    return message.alerts().isEmpty() ? message.groupKey() : message.alerts().get(0).fingerprint();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              16);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A mail that keeps the id it was given. */
  private static final class Mail extends MimeMessage {
    private final String id;

    Mail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  @Override
  public String toString() {
    return "Email[" + server + ", " + to + "]";
  }
}
